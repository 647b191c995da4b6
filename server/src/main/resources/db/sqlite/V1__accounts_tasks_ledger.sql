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
    kind         text    not null default 'secret' check (kind in ('secret', 'console')),
    created_at   integer not null,
    expires_at   integer,
    revoked_at   integer,
    last_used_at integer,
    scopes       text    not null default 'generate,read'
                 check (scopes in ('generate,read', 'generate', 'read')),
    budget_day   integer check (budget_day >= 0),
    budget_total integer check (budget_total >= 0),
    -- Counted while the key has a budget: the last day of a charge, in days since 1970, and what
    -- was spent on that day and ever.
    spent_on     integer not null default 0,
    spent_day    integer not null default 0,
    spent_total  integer not null default 0
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
    callback_url  text,
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

-- What the tasks that ended came to, by the UTC day on which they were ordered, in days since
-- 1970. A row is added to in the transaction that ends a task.
create table usage_days (
    account_id integer not null references accounts,
    day        integer not null,
    key_id     integer not null references api_keys,
    model      text    not null,
    completed  integer not null,
    failed     integer not null,
    charged    integer not null,
    refunded   integer not null,
    primary key (account_id, day, key_id, model)
) strict, without rowid;

-- The same with the tasks that have not ended, one row each; to be summed up.
create view usage_parts as
select account_id, day, key_id, model, completed, failed, 0 as processing, charged, refunded
from usage_days
union all
select account_id, created_at / 86400000, key_id, model, 0, 0, 1, price, 0
from tasks where status = 'queued'
union all
select account_id, created_at / 86400000, key_id, model, 0, 0, 1, price, 0
from tasks where status = 'running';

-- The tasks of one order for several pictures, and what a retry finds them by. A batch has the id of its
-- first task. `retry` is the highest count of a client that joined, `expected` whether the last one that
-- waited was told to come again, `asked` how often the batch was asked for.
create table batches (
    id          text    not null primary key references tasks,
    key_id      integer not null references api_keys,
    fingerprint text    not null,
    retry       integer not null,
    expected    integer not null default 0 check (expected in (0, 1)),
    asked       integer not null,
    asked_at    integer not null
) strict, without rowid;

create index batches_of_key on batches (key_id, fingerprint, asked_at);
create index batches_by_age on batches (asked_at);

create table batch_tasks (
    batch_id text    not null references batches,
    number   integer not null,
    task_id  text    not null references tasks,
    primary key (batch_id, number)
) strict, without rowid;

-- Webhooks. An endpoint is told of every task of its account that ends; a deleted one stays, for
-- its number is in the ids of messages.
create table webhook_endpoints (
    id              integer primary key,
    account_id      integer not null references accounts,
    url             text    not null,
    disabled_reason text,
    deleted         integer not null default 0 check (deleted in (0, 1)),
    created_at      integer not null
) strict;

create index webhook_endpoints_of_account on webhook_endpoints (account_id, id) where deleted = 0;

-- Secrets are kept as they are, for each delivery is signed with them. Endpoint 0 stands for the
-- callback_url of single tasks. The newest has no end; those that it replaced sign beside it until
-- theirs.
create table webhook_secrets (
    id          integer primary key,
    account_id  integer not null references accounts,
    endpoint_id integer not null,
    secret      text    not null,
    signs_until integer
) strict;

create index webhook_secrets_of_endpoint on webhook_secrets (account_id, endpoint_id, id);
create unique index webhook_secrets_newest on webhook_secrets (account_id, endpoint_id)
    where signs_until is null;

create table webhook_deliveries (
    id            integer primary key,
    message_id    text    not null unique,
    account_id    integer not null references accounts,
    endpoint_id   integer not null,
    url           text    not null,
    receiver      text    not null,
    type          text    not null,
    task_id       text    references tasks,
    status        text    not null default 'pending'
                          check (status in ('pending', 'delivered', 'failed')),
    attempts      integer not null default 0,
    created_at    integer not null,
    last_at       integer,
    next_at       integer,
    lease_until   integer,
    answer_status integer,
    answer        text,
    check ((status = 'pending') = (next_at is not null))
) strict;

create index webhook_deliveries_due on webhook_deliveries (next_at) where status = 'pending';
create index webhook_deliveries_waiting on webhook_deliveries (account_id) where status = 'pending';
create index webhook_deliveries_of_account on webhook_deliveries (account_id, id);
create index webhook_deliveries_failed on webhook_deliveries (last_at) where status = 'failed';
create index webhook_deliveries_ended on webhook_deliveries (last_at) where status <> 'pending';

-- The console: people who sign in, and what accounts are granted there.

-- Tasks need a key. Those from the console have one of this kind, which no secret fits.
create unique index api_keys_of_console on api_keys (account_id) where kind = 'console';

create table people (
    id         integer primary key autoincrement, -- a page may still name who was removed
    account_id integer not null references accounts,
    email      text    not null unique,
    role       text    not null check (role in ('operator', 'member')),
    password   text,
    created_at integer not null
) strict;

create index people_of_account on people (account_id, id);

-- A link without a person is the first operator's, who gives an address when using it.
create table one_time_links (
    hash       text    not null primary key,
    person_id  integer references people on delete cascade,
    account_id integer not null references accounts,
    expires_at integer not null
) strict, without rowid;

create index one_time_links_of_person on one_time_links (person_id);

create table sessions (
    hash         text    not null primary key,
    person_id    integer not null references people on delete cascade,
    created_at   integer not null,
    last_seen_at integer not null
) strict, without rowid;

create index sessions_of_person on sessions (person_id, created_at);

create table sign_ins (
    id         integer primary key,
    at         integer not null,
    person_id  integer references people on delete cascade,
    email_hash text    not null,
    address    text    not null,
    user_agent text    not null,
    outcome    text    not null check (outcome in ('signed-in', 'wrong', 'password-set', 'password-changed'))
) strict;

create index sign_ins_of_person on sign_ins (person_id, id);

create table sign_in_throttle (
    subject       text    not null primary key,
    failures      integer not null,
    blocked_until integer not null,
    last_at       integer not null
) strict, without rowid;

create table grant_requests (
    account_id integer not null references accounts,
    key        text    not null,
    amount     integer not null,
    note       text    not null,
    balance    integer not null,
    created_at integer not null,
    primary key (account_id, key)
) strict, without rowid;
