-- Codes from an authenticator app (RFC 6238). A secret without `totp_since` is being set up.
alter table people add column totp_secret text;
alter table people add column totp_since integer;
-- The time step of the last code that was used: it and earlier ones are refused.
alter table people add column totp_step integer not null default 0;

create table recovery_codes (
    person_id integer not null references people on delete cascade,
    hash      text    not null,
    used_at   integer,
    primary key (person_id, hash)
) strict, without rowid;

-- More outcomes, which a table of SQLite learns only by being made again.
create table sign_ins_new (
    id         integer primary key,
    at         integer not null,
    person_id  integer references people on delete cascade,
    email_hash text    not null,
    address    text    not null,
    user_agent text    not null,
    outcome    text    not null check (outcome in ('signed-in', 'wrong', 'password-set', 'password-changed',
                                                   'wrong-code', 'recovery-code', 'provider'))
) strict;

insert into sign_ins_new select id, at, person_id, email_hash, address, user_agent, outcome from sign_ins;
drop table sign_ins;
alter table sign_ins_new rename to sign_ins;

create index sign_ins_of_person on sign_ins (person_id, id);
