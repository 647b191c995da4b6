-- The same as request_rates, for the requests of the people of an account in the console.
create table console_request_rates (
    account_id bigint primary key,
    full_at    bigint not null
) with (fillfactor = 50);
