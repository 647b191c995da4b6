-- When a process last said that it offers a model. The tasks of a model that none offers any more are refunded.
create table offered_models (
    model      text    not null primary key,
    offered_at integer not null
) strict, without rowid;

insert into offered_models (model, offered_at)
select distinct model, cast(strftime('%s', 'now') as integer) * 1000 from tasks where status = 'queued';

-- The pictures that a task edits: files of the media store, which the tasks of one order share. They are deleted, and
-- these rows with them, once the tasks have ended.
create table task_sources (
    task_id  text    not null primary key references tasks,
    set_id   text    not null,
    pictures integer not null
) strict, without rowid;

create index task_sources_of_set on task_sources (set_id);
