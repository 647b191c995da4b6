-- Who draws what, by heartbeats. A row is an engine of a process; rows of processes that are gone stay for a while, so
-- that it is known since when nobody draws.
create table workers (
    process          text collate "C" not null,
    engine           text collate "C" not null,
    host             text collate "C" not null,
    state            text collate "C" not null,
    at_once          bigint not null,
    pictures_an_hour bigint not null,
    picture_millis   bigint not null,
    since            bigint not null,
    period_millis    bigint not null,
    heartbeat_at     bigint not null,
    -- The last heartbeat with which the engine could draw.
    ready_at         bigint,
    primary key (process, engine)
);

-- Which process does a chore that only one of them is to do at a time.
create table chores (
    name       text collate "C" not null primary key,
    holder     text collate "C" not null,
    held_until bigint not null
);
