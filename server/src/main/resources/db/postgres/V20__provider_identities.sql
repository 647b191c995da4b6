-- Whom an OpenID provider vouches for: its issuer and its id of the person.
alter table people add column oidc_subject text collate "C";

create unique index people_of_provider on people (oidc_subject) where oidc_subject is not null;
