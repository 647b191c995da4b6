-- Who draws what, by heartbeats. A row is an engine of a process; rows of processes that are gone stay for a while, so
-- that it is known since when nobody draws.
create table workers (
    process          text    not null,
    engine           text    not null,
    host             text    not null,
    state            text    not null,
    at_once          integer not null,
    pictures_an_hour integer not null,
    picture_millis   integer not null,
    since            integer not null,
    period_millis    integer not null,
    heartbeat_at     integer not null,
    -- The last heartbeat with which the engine could draw.
    ready_at         integer,
    primary key (process, engine)
) strict, without rowid;

-- Which process does a chore that only one of them is to do at a time.
create table chores (
    name       text    not null primary key,
    holder     text    not null,
    held_until integer not null
) strict, without rowid;
