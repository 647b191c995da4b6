-- How the pictures look that were drawn, as 256 bits in hexadecimal digits. Kept after a picture was deleted, so that a
-- copy of it is still recognised.
create table fingerprints (
    task_id  text    not null primary key references tasks,
    bits     text    not null check (length(bits) = 64),
    added_at integer not null
) strict, without rowid;

create index fingerprints_by_age on fingerprints (added_at, task_id);
