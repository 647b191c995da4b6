-- One row with a random value. The table is empty after a recovery from a crash and on a standby that has taken over, because what is unlogged
-- is lost then. From that moment the id of a transaction that had not reached the disk, or the standby, may be given to another transaction.
create unlogged table recovery_mark (
    single boolean not null default true primary key check (single),
    mark uuid not null
);
insert into recovery_mark (mark) values (gen_random_uuid());
