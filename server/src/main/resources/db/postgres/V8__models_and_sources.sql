-- When a process last said that it offers a model. The tasks of a model that none offers any more are refunded.
create table offered_models (
    model      text collate "C" not null primary key,
    offered_at bigint not null
);

insert into offered_models (model, offered_at)
select distinct model, (extract(epoch from now()) * 1000)::bigint from tasks where status = 'queued';

-- The pictures that a task edits: files of the media store, which the tasks of one order share. They are deleted, and
-- these rows with them, once the tasks have ended.
create table task_sources (
    task_id  text collate "C" not null primary key references tasks,
    set_id   text collate "C" not null,
    pictures bigint not null
);

create index task_sources_of_set on task_sources (set_id);
