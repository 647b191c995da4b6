package dev.zimage.cli.people;

import dev.zimage.people.Person;

/// A person, as `--json` shows them.
///
/// @param role `operator`, `owner`, `member` or `viewer`
/// @param status `active`, or `invited` until the link was used
record PersonAnswer(
        String id, String email, String role, String account, String status, long createdAt) {

    static PersonAnswer of(Person person, String account) {
        return new PersonAnswer(
                person.id().toString(),
                person.email().text(),
                person.role().label(),
                account,
                person.canSignIn() ? "active" : "invited",
                person.createdAt().getEpochSecond());
    }
}
