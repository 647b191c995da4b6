-- The last requests to the API. `error` is the code that the answer names, `micros` how long the answer took, `key_id` is null for people
-- of the console, and `task_id` is the first task that the request ordered.
-- There is no further index: the table is small, and one of random ids would cost each request a page of the log.
create table api_requests (
    at         bigint not null,
    request_id text collate "C" not null,
    method     text collate "C" not null,
    route      text collate "C" not null,
    status     bigint not null,
    error      bigint,
    micros     bigint not null,
    account_id bigint,
    key_id     bigint,
    address    text collate "C" not null,
    task_id    text collate "C",
    primary key (at, request_id)
);
