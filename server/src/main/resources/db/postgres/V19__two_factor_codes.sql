-- Codes from an authenticator app (RFC 6238). A secret without `totp_since` is being set up.
alter table people add column totp_secret text collate "C";
alter table people add column totp_since bigint;
-- The time step of the last code that was used: it and earlier ones are refused.
alter table people add column totp_step bigint not null default 0;

create table recovery_codes (
    person_id bigint not null references people on delete cascade,
    hash      text collate "C" not null,
    used_at   bigint,
    primary key (person_id, hash)
);

alter table sign_ins drop constraint sign_ins_outcome_check;
alter table sign_ins add constraint sign_ins_outcome_check check (outcome in (
    'signed-in', 'wrong', 'password-set', 'password-changed', 'wrong-code', 'recovery-code', 'provider'));
