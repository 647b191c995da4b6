-- Passkeys (WebAuthn). `passkey_handle` is what authenticators know a person by.
alter table people add column passkey_handle text;

create table passkeys (
    id              integer primary key,
    person_id       integer not null references people on delete cascade,
    -- The host that it is bound to.
    relying_party   text    not null,
    credential_id   text    not null unique,
    -- The public key with its id, as the authenticator sent them.
    credential      text    not null,
    transports      text    not null,
    sign_count      integer not null,
    backup_eligible integer not null,
    backed_up       integer not null,
    name            text    not null,
    created_at      integer not null,
    last_used_at    integer
) strict;

create index passkeys_of_person on passkeys (person_id, id);

-- Challenges that were used, until they expire.
create table used_challenges (
    hash       text    not null primary key,
    expires_at integer not null
) strict, without rowid;

-- More outcomes, which a table of SQLite learns only by being made again.
create table sign_ins_new (
    id         integer primary key,
    at         integer not null,
    person_id  integer references people on delete cascade,
    email_hash text    not null,
    address    text    not null,
    user_agent text    not null,
    outcome    text    not null check (outcome in (
    'signed-in', 'wrong', 'password-set', 'password-changed', 'wrong-code',
    'recovery-code', 'provider', 'passkey', 'wrong-passkey'))
) strict;

insert into sign_ins_new select id, at, person_id, email_hash, address, user_agent, outcome from sign_ins;
drop table sign_ins;
alter table sign_ins_new rename to sign_ins;

create index sign_ins_of_person on sign_ins (person_id, id);
