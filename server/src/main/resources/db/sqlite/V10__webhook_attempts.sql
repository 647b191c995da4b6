-- Each attempt to deliver a message, with what was answered.
create table webhook_attempts (
    message_id    text    not null references webhook_deliveries (message_id) on delete cascade,
    number        integer not null,
    ended_at      integer not null,
    answer_status integer,
    answer        text    not null,
    primary key (message_id, number)
) strict, without rowid;
