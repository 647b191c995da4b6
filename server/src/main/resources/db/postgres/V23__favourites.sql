-- The pictures that a person has starred. They go with the person, and with the picture.
create table favourites (
    person_id bigint not null references people on delete cascade,
    task_id   text collate "C" not null references tasks,
    primary key (person_id, task_id)
);

create index favourites_of_task on favourites (task_id);

-- What lists are filtered by, so that rows which do not match are never read. A task gets its entry when it ends, so orders do not
-- write it.
create index tasks_completed_by on tasks (account_id, id, aspect_ratio, model, key_id) where status = 'completed';
create index tasks_failed_by on tasks (account_id, id, aspect_ratio, model, key_id) where status = 'failed';
