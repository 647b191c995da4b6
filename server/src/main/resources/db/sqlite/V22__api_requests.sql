-- The last requests to the API. `error` is the code that the answer names, `micros` how long the answer took, `key_id` is null for people
-- of the console, and `task_id` is the first task that the request ordered.
-- There is no further index: the table is small, and one of random ids would cost each request a page of the log.
create table api_requests (
    at         integer not null,
    request_id text    not null,
    method     text    not null,
    route      text    not null,
    status     integer not null,
    error      integer,
    micros     integer not null,
    account_id integer,
    key_id     integer,
    address    text    not null,
    task_id    text,
    primary key (at, request_id)
) strict, without rowid;
