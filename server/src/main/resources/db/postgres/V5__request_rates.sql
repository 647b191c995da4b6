-- When the request limit of an account is whole again, in microseconds: what several processes count together.
create table request_rates (
    account_id bigint  primary key,
    full_at    bigint not null
) with (fillfactor = 50);
