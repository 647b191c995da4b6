package dev.zimage.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import dev.zimage.people.Throttle.Subject;
import dev.zimage.store.TestDatabase;
import dev.zimage.store.TwoProcesses;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// People who sign in at two processes at the same time.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SignInRacesTest {

    private static final int ROUNDS = 20;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClientDetails CLIENT = new ClientDetails("192.0.2.1", "test");

    private final TestDatabase kind;
    private final TwoProcesses processes = new TwoProcesses();

    @TempDir Path folder;

    private Database one;
    private Database two;

    SignInRacesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openTwice() {
        one = kind.open(folder);
        two = kind.open(folder);
    }

    @AfterEach
    void close() {
        processes.close();
        one.close();
        two.close();
    }

    @Test
    void every_attempt_is_counted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Subject> subjects =
                    List.of(
                            new Subject("email " + round, 2, Duration.ofMinutes(15)),
                            new Subject("network " + round, 9, Duration.ofHours(1)));
            one.write(tx -> Throttle.count(tx, subjects, NOW));

            List<Optional<Duration>> waits =
                    processes.together(
                            () -> one.write(tx -> Throttle.count(tx, subjects, NOW)),
                            () -> two.write(tx -> Throttle.count(tx, subjects, NOW)));

            assertThat(waits.stream().filter(Optional::isPresent)).hasSize(1);
        }
    }

    @Test
    void two_owners_who_demote_each_other_leave_one() throws Exception {
        Accounts accounts = Accounts.open(one, Clock.systemUTC(), new SecureRandom());
        AccountId acme = accounts.create("acme").orElseThrow().id();
        People here = People.open(one, Clock.systemUTC(), new SecureRandom());
        People there = People.open(two, Clock.systemUTC(), new SecureRandom());
        for (int round = 0; round < 5; round++) {
            PersonId ada = owner(here, acme, "ada" + round + "@example.com");
            PersonId ben = owner(here, acme, "ben" + round + "@example.com");

            List<Team.Change> changes =
                    processes.together(
                            () -> here.team().setRole(ada, Role.MEMBER),
                            () -> there.team().setRole(ben, Role.MEMBER));

            assertThat(changes)
                    .hasAtLeastOneElementOfType(Team.Change.Done.class)
                    .hasAtLeastOneElementOfType(Team.Change.LastOwner.class);
            one.write(tx -> tx.execute("delete from people"));
        }
    }

    private static PersonId owner(People people, AccountId account, String address) {
        EmailAddress email = new EmailAddress(address);
        People.Invited invited = people.invite(email, Role.OWNER, account).orElseThrow();
        String token = invited.link().token().reveal();
        assertThat(people.signIn().setUp(token, email, "one good password", CLIENT))
                .isInstanceOf(SignInResult.SignedIn.class);
        return invited.person().id();
    }

    @Test
    void a_session_that_is_ended_at_one_process_is_refused_at_the_other() {
        Accounts accounts = Accounts.open(one, Clock.systemUTC(), new SecureRandom());
        AccountId acme = accounts.create("acme").orElseThrow().id();
        People here = People.open(one, Clock.systemUTC(), new SecureRandom());
        Sessions there = People.open(two, Clock.systemUTC(), new SecureRandom()).sessions();
        PersonId ada = owner(here, acme, "ada@example.com");
        String first = signIn(here, "ada@example.com");
        String second = signIn(here, "ada@example.com");
        ConsoleSession kept = there.find(second).orElseThrow();
        assertThat(there.list(ada)).hasSize(3);

        String id = OpenSession.idOf(there.find(first).orElseThrow());
        assertThat(here.sessions().end(ada, id)).isTrue();
        assertThat(there.find(first)).isEmpty();

        here.sessions().endOthers(kept);
        assertThat(there.find(second)).isPresent();
        assertThat(there.list(ada)).hasSize(1);
    }

    @Test
    void nobody_has_more_than_fifty_sessions_also_when_processes_open_them_together()
            throws Exception {
        Accounts accounts = Accounts.open(one, Clock.systemUTC(), new SecureRandom());
        AccountId acme = accounts.create("acme").orElseThrow().id();
        People here = People.open(one, Clock.systemUTC(), new SecureRandom());
        People there = People.open(two, Clock.systemUTC(), new SecureRandom());
        PersonId ada = owner(here, acme, "ada@example.com");
        for (int i = 1; i < 49; i++) {
            open(here, one, ada);
        }
        for (int round = 0; round < ROUNDS; round++) {
            processes.together(() -> open(here, one, ada), () -> open(there, two, ada));
            assertThat(here.sessions().list(ada)).hasSize(50);
            here.sessions().end(ada, here.sessions().list(ada).getLast().id());
        }
    }

    private static ConsoleSession open(People people, Database database, PersonId id) {
        SecretToken token = people.sessions().draw();
        return database.write(tx ->
                        people.sessions()
                                .open(tx, token, People.find(tx, id).orElseThrow(), CLIENT))
                .session();
    }

    private static String signIn(People people, String address) {
        SignInResult result =
                people.signIn().signIn(new EmailAddress(address), "one good password", "", CLIENT);
        return ((SignInResult.SignedIn) result).opened().token().reveal();
    }

    @Test
    void a_link_is_used_once() throws Exception {
        Accounts accounts = Accounts.open(one, Clock.systemUTC(), new SecureRandom());
        var _ = accounts.create("acme").orElseThrow();
        People people = People.open(one, Clock.systemUTC(), new SecureRandom());
        SignIn here = people.signIn();
        SignIn there = People.open(two, Clock.systemUTC(), new SecureRandom()).signIn();
        EmailAddress email = new EmailAddress("ada@example.com");
        for (int round = 0; round < 5; round++) {
            people.find(email).ifPresent(person -> people.team().remove(person.id()));
            String token =
                    people.invite(email, Role.MEMBER, accounts.find("acme").orElseThrow().id())
                            .orElseThrow()
                            .link()
                            .token()
                            .reveal();

            List<SignInResult> results =
                    processes.together(
                            () -> here.setUp(token, email, "one good password", CLIENT),
                            () -> there.setUp(token, email, "another password", CLIENT));

            assertThat(results)
                    .hasAtLeastOneElementOfType(SignInResult.SignedIn.class)
                    .hasAtLeastOneElementOfType(SignInResult.LinkInvalid.class);
        }
    }
}
