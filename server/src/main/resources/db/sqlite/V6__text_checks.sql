-- The text check of a task: null, 'report' or 'retry'; what was read in its pictures so far, as the
-- API shows it; and how many pictures were drawn beyond the first.
alter table tasks add column text_check text check (text_check in ('report', 'retry'));
alter table tasks add column text_read text;
alter table tasks add column redrawn integer not null default 0;

-- The pictures that were drawn again and not charged, with the sums of the tasks that ended.
alter table usage_days add column redrawn integer not null default 0;

drop view usage_parts;

create view usage_parts as
select account_id, day, key_id, model, completed, failed, 0 as processing, redrawn, charged, refunded
from usage_days
union all
select account_id, created_at / 86400000, key_id, model, 0, 0, 1, redrawn, price, 0
from tasks where status = 'queued'
union all
select account_id, created_at / 86400000, key_id, model, 0, 0, 1, redrawn, price, 0
from tasks where status = 'running';
