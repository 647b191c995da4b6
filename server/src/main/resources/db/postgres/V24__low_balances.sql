-- The balance below which an account is low, where it is not the configured one; 0 for none.
alter table accounts add column low_balance bigint check (low_balance >= 0);

-- What a message says that is not about a task, as JSON.
alter table webhook_deliveries add column data text;
