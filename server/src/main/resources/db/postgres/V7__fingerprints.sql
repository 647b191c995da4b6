-- How the pictures look that were drawn, as 256 bits in hexadecimal digits. Kept after a picture was deleted, so that a
-- copy of it is still recognised.
create table fingerprints (
    task_id  text collate "C" not null primary key references tasks,
    bits     text collate "C" not null check (length(bits) = 64),
    added_at bigint           not null
);

create index fingerprints_by_age on fingerprints (added_at, task_id);
