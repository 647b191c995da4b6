-- Where each session was begun; empty for those of before.
alter table sessions add column address text not null default '';
alter table sessions add column user_agent text not null default '';
