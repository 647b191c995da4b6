-- Times are Unix milliseconds, credits are whole numbers. Every table is STRICT: a wrong type is an error.

create table settings (
    name  text not null primary key,
    value text not null
) strict, without rowid;

create table accounts (
    id                  integer primary key,
    name                text    not null unique,
    status              text    not null default 'active' check (status in ('active', 'suspended')),
    balance             integer not null default 0 check (balance >= 0),
    tasks_in_flight     integer not null default 0 check (tasks_in_flight >= 0),
    requests_per_minute integer,
    max_tasks_in_flight integer,
    content_check       integer not null default 0 check (content_check in (0, 1)),
    created_at          integer not null
) strict;

create table api_keys (
    id           integer primary key,
    account_id   integer not null references accounts,
    name         text    not null,
    mode         text    not null check (mode in ('live', 'test')),
    hash         text    not null unique,
    hint         text    not null,
    created_at   integer not null,
    expires_at   integer,
    revoked_at   integer,
    last_used_at integer
) strict;

create index api_keys_of_account on api_keys (account_id, id);

create table tasks (
    id            text    not null primary key,
    account_id    integer not null references accounts,
    key_id        integer not null references api_keys,
    status        text    not null check (status in ('queued', 'running', 'completed', 'failed')),
    model         text    not null,
    engine        text    not null,
    prompt        text    not null,
    aspect_ratio  text    not null,
    width         integer not null,
    height        integer not null,
    seed          integer not null,
    format        text    not null,
    metadata      text,
    price         integer not null check (price >= 0),
    created_at    integer not null,
    started_at    integer,
    finished_at   integer,
    attempts      integer not null default 0,
    worker        text,
    lease_until   integer,
    progress      real    not null default 0,
    error_code    integer,
    error_message text,
    -- The request whose picture has to pass the content check; null for none.
    checked_under text,
    check ((status = 'running') = (worker is not null and lease_until is not null)),
    check ((status in ('completed', 'failed')) = (finished_at is not null)),
    check ((status = 'failed') = (error_code is not null))
) strict, without rowid;

-- One index for each status: a task is in exactly one of them, so that an order writes one entry
-- and lists of any status, or of all, are still read from an index.
create index tasks_queued on tasks (engine, account_id, id) where status = 'queued';
create index tasks_running on tasks (account_id, id) where status = 'running';
create index tasks_completed on tasks (account_id, id) where status = 'completed';
create index tasks_failed on tasks (account_id, id) where status = 'failed';

create table images (
    task_id   text    not null references tasks,
    number    integer not null,
    format    text    not null,
    bytes     integer not null,
    delete_at integer not null,
    deleted   integer not null default 0 check (deleted in (0, 1)),
    primary key (task_id, number)
) strict, without rowid;

create index images_to_delete on images (delete_at) where deleted = 0;

create table ledger (
    id            integer primary key,
    account_id    integer not null references accounts,
    task_id       text    references tasks,
    kind          text    not null check (kind in ('grant', 'charge', 'refund')),
    amount        integer not null check (amount <> 0),
    balance_after integer not null check (balance_after >= 0),
    note          text,
    created_at    integer not null
) strict;

create index ledger_of_account on ledger (account_id, id);
create unique index ledger_once_a_task on ledger (task_id, kind) where task_id is not null;

create table idempotency_keys (
    account_id integer not null references accounts,
    mode       text    not null,
    key        text    not null,
    body_hash  text    not null,
    task_id    text    not null references tasks,
    created_at integer not null,
    primary key (account_id, mode, key)
) strict, without rowid;

create index idempotency_keys_by_age on idempotency_keys (created_at);
