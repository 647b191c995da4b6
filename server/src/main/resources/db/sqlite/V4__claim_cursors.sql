-- The account that was served last by each engine: claims go round the accounts.
create table claim_cursors (
    engine     text    not null primary key,
    account_id integer not null
) strict, without rowid;
