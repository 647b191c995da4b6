-- The tasks that ended, counted by the hour of their end; hours that are a few days old are added up to days, under the first
-- hour of the day. `code` is the number of the error, 0 for none; `wait` the range of how long they waited, -1 for those that
-- never began. Rows are added to in the transaction that ends a task.
create table task_hours (
    hour       bigint not null,
    account_id bigint not null,
    key_id     bigint not null,
    model      text collate "C" not null,
    engine     text collate "C" not null,
    code       bigint not null,
    wait       bigint not null,
    tasks      bigint not null,
    redrawn    bigint not null,
    credits    bigint not null,
    primary key (hour, account_id, key_id, model, engine, code, wait)
);

insert into task_hours (hour, account_id, key_id, model, engine, code, wait, tasks, redrawn, credits)
select hour, account_id, key_id, model, engine, code, wait, count(*), sum(redrawn), sum(credits)
from (
    select case when finished_at / 3600000 < (select max(finished_at) from tasks) / 86400000 * 24 - 72
               then finished_at / 86400000 * 24 else finished_at / 3600000 end as hour,
        account_id, key_id, model, engine, coalesce(error_code, 0) as code,
        case
            when started_at is null then -1
            when started_at - created_at < 100 then 0
            when started_at - created_at < 250 then 1
            when started_at - created_at < 500 then 2
            when started_at - created_at < 1000 then 3
            when started_at - created_at < 2000 then 4
            when started_at - created_at < 5000 then 5
            when started_at - created_at < 10000 then 6
            when started_at - created_at < 20000 then 7
            when started_at - created_at < 30000 then 8
            when started_at - created_at < 60000 then 9
            when started_at - created_at < 120000 then 10
            when started_at - created_at < 300000 then 11
            when started_at - created_at < 600000 then 12
            when started_at - created_at < 1200000 then 13
            when started_at - created_at < 1800000 then 14
            when started_at - created_at < 3600000 then 15
            when started_at - created_at < 7200000 then 16
            when started_at - created_at < 21600000 then 17
            else 18
        end as wait,
        redrawn, case when status = 'completed' then price else 0 end as credits
    from tasks where finished_at is not null
) ended
group by hour, account_id, key_id, model, engine, code, wait;

-- The same of all accounts together, for the days that were added up.
create table task_days (
    hour    bigint not null,
    model   text collate "C" not null,
    engine  text collate "C" not null,
    code    bigint not null,
    wait    bigint not null,
    tasks   bigint not null,
    redrawn bigint not null,
    credits bigint not null,
    primary key (hour, model, engine, code, wait)
);

insert into task_days (hour, model, engine, code, wait, tasks, redrawn, credits)
select hour, model, engine, code, wait, sum(tasks), sum(redrawn), sum(credits)
from task_hours where hour < (select max(finished_at) from tasks) / 86400000 * 24 - 72
group by hour, model, engine, code, wait;

-- For the list of the tasks that failed with a code.
create index tasks_failed_by_code on tasks (error_code, id) where status = 'failed';
