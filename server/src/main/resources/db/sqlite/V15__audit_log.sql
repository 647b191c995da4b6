-- Who changed what, when and from where. An entry is written in the transaction of its change, and names what was changed as
-- it was called then. `account_id` is the account that it concerns, `actor_account` that of a person or key that acted.
-- `facts_before` and `facts_after` are JSON objects of what differs.
create table audit_log (
    id            integer primary key,
    at            integer not null,
    action        text    not null,
    actor_kind    text    not null check (actor_kind in ('person', 'key', 'command-line', 'server', 'stranger')),
    actor         text    not null,
    actor_account integer,
    account_id    integer,
    target_id     text    not null,
    target        text    not null,
    facts_before  text,
    facts_after   text,
    address       text,
    request_id    text
) strict;

create index audit_log_by_time on audit_log (at);
create index audit_log_of_account on audit_log (account_id, id);
create index audit_log_of_action on audit_log (action, id);
