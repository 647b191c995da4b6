-- Previews of running tasks for clients of other processes than the one that draws. A process whose clients want them makes the row and
-- extends it while they do; the one that draws the task writes the newest preview there. Nothing of it has to survive a crash.
create unlogged table task_previews (
    task_id       text collate "C" not null primary key,
    watched_until bigint not null,
    -- Of the preview, counted from 1; 0 while there is none.
    number        bigint not null default 0,
    width         bigint not null default 0,
    height        bigint not null default 0,
    jpeg          bytea
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
