-- The same as request_rates, for the requests of the people of an account in the console.
create table console_request_rates (
    account_id integer primary key,
    full_at    integer not null
) strict;
