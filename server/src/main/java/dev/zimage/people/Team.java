package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// Changes the roles of people, and removes them. An account in which people can sign in always has
/// an owner among them. Changes take effect with the next request, in every process, because
/// sessions are read with the person's role. Safe for use by any number of threads.
public final class Team {

    private final Database database;
    private final Clock clock;

    /// The result of a change.
    public sealed interface Change {

        /// The person as they are now, or as they were when they were removed.
        record Done(Person person) implements Change {}

        /// There is no such person.
        record Unknown() implements Change {}

        /// Nobody else of the account is an owner who can sign in.
        record LastOwner() implements Change {}
    }

    Team(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Gives a person another role. A member who becomes a viewer loses the keys of their own.
    public Change setRole(PersonId id, Role role) {
        return locked(
                id,
                (tx, person) ->
                        person.canSignIn() && !role.includes(Role.OWNER) && isLastOwner(tx, person)
                                ? new Change.LastOwner()
                                : new Change.Done(setRole(tx, person, role)));
    }

    private Person setRole(Handle tx, Person person, Role role) {
        if (!role.includes(Role.MEMBER)) {
            revokeKeys(tx, person);
        }
        Person changed = stored(tx, person, role);
        PeopleAudit.changed(tx, clock.instant(), person, changed);
        return changed;
    }

    private static Person stored(Handle tx, Person person, Role role) {
        return tx.createQuery(
                        """
                        update people set role = :kind, account_role = :role where id = :id
                        returning *
                        """)
                .bind("kind", role.kind())
                .bind("role", role.accountRole())
                .bind("id", person.id().value())
                .map(PersonRows.PERSON)
                .one();
    }

    /// Removes a person with all sessions, links and keys of their own. What the account owns
    /// stays. The last owner can go when nobody else is left.
    public Change remove(PersonId id) {
        return locked(
                id,
                (tx, person) ->
                        isLastOwner(tx, person) && !others(tx, person).isEmpty()
                                ? new Change.LastOwner()
                                : removed(tx, person));
    }

    private Change removed(Handle tx, Person person) {
        revokeKeys(tx, person);
        int _ = Sessions.endAll(tx, clock.instant(), person);
        tx.createUpdate("delete from people where id = :id")
                .bind("id", person.id().value())
                .execute();
        PeopleAudit.removed(tx, clock.instant(), person);
        return new Change.Done(person);
    }

    private void revokeKeys(Handle tx, Person person) {
        ApiKeys.revokeOfMember(tx, person.id().value(), clock.instant());
    }

    /// Two owners who remove each other at the same time do so one after the other.
    private Change locked(PersonId id, BiFunction<Handle, Person, Change> change) {
        return database.write(tx -> {
            Optional<Person> found = People.find(tx, id);
            found.map(Person::account).ifPresent(account -> AccountLock.take(tx, account));
            return found.flatMap(_ -> People.find(tx, id))
                    .map(person -> change.apply(tx, person))
                    .orElseGet(Change.Unknown::new);
        });
    }

    private static boolean isLastOwner(Handle tx, Person person) {
        return person.role().includes(Role.OWNER)
                && others(tx, person).stream()
                        .noneMatch(other -> other.role().includes(Role.OWNER));
    }

    /// Who else of the account can sign in.
    private static List<Person> others(Handle tx, Person person) {
        AccountId account = person.account();
        return tx.createQuery(
                        """
                        select * from people
                        where account_id = :account and id <> :id
                          and (password is not null or oidc_subject is not null)
                        """)
                .bind("account", account.value())
                .bind("id", person.id().value())
                .map(PersonRows.PERSON)
                .list();
    }
}
