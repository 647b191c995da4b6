-- When the request limit of an account is whole again, in microseconds: what several processes count together.
create table request_rates (
    account_id integer primary key,
    full_at    integer not null
) strict;
