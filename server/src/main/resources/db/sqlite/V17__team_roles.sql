-- What people may do in their account. Those who were there before could do everything in it.
alter table people add column account_role text not null default 'owner'
    check (account_role in ('owner', 'member', 'viewer'));

-- A key that a member made for their own use: it ends with them, and cannot change webhooks.
alter table api_keys add column member_id integer references people on delete set null;

create index api_keys_of_member on api_keys (member_id) where member_id is not null;
