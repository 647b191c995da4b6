-- Each attempt to deliver a message, with what was answered.
create table webhook_attempts (
    message_id    text collate "C" not null references webhook_deliveries (message_id) on delete cascade,
    number        bigint not null,
    ended_at      bigint not null,
    answer_status bigint,
    answer        text not null,
    primary key (message_id, number)
);
