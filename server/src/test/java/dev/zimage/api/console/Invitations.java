package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer;
import java.security.SecureRandom;
import java.time.Clock;

/// Invites people as an operator does at the command line, beside the running server.
public final class Invitations {

    private Invitations() {}

    /// Somebody who has signed in, and may do everything in the account.
    public static Browser member(TestServer server, String email, String account) {
        return signedIn(server, email, Role.OWNER, account);
    }

    static Browser signedIn(TestServer server, String email, Role role, String account) {
        return Browser.setUp(server, invite(server, email, role, account), email);
    }

    static Browser operator(TestServer server, String email) {
        return Browser.setUp(server, invite(server, email, Role.OPERATOR, "default"), email);
    }

    /// The token of a one-time link.
    static String invite(TestServer server, String email, Role role, String account) {
        try (Database database = server.openDatabase()) {
            Clock clock = server.clock();
            Accounts accounts = Accounts.open(database, clock, new SecureRandom());
            Account of = accounts.find(account).or(() -> accounts.create(account)).orElseThrow();
            return people(database, clock)
                    .invite(new EmailAddress(email), role, of.id())
                    .orElseThrow()
                    .link()
                    .token()
                    .reveal();
        }
    }

    /// Takes somebody's password away, as an operator does for who forgot it.
    static void reset(TestServer server, String email) {
        try (Database database = server.openDatabase()) {
            assertThat(people(database, server.clock()).reset(new EmailAddress(email))).isPresent();
        }
    }

    /// The token of the link that a first start prints.
    static String firstOperator(TestServer server) {
        try (Database database = server.openDatabase()) {
            Account account =
                    Accounts.open(database, server.clock(), new SecureRandom())
                            .find("default")
                            .orElseThrow();
            return people(database, server.clock())
                    .firstOperatorLink(account.id())
                    .orElseThrow()
                    .token()
                    .reveal();
        }
    }

    /// Grants a credit, many times.
    static void grant(TestServer server, String account, int times) {
        try (Database database = server.openDatabase()) {
            Clock clock = server.clock();
            Accounts accounts = Accounts.open(database, clock, new SecureRandom());
            Account of = accounts.find(account).orElseThrow();
            Ledger ledger = accounts.ledger();
            for (int i = 0; i < times; i++) {
                ledger.grant(of.id(), new Credits(1), "by hand");
            }
        }
    }

    /// A message that no receiver took for a day; nobody waits that long here.
    static void giveUp(TestServer server, String url) {
        try (Database database = server.openDatabase()) {
            database.write(tx ->
                    tx.execute(
                            """
                            insert into webhook_deliveries
                              (message_id, account_id, endpoint_id, url, receiver, type, status,
                               attempts, created_at, last_at, answer_status)
                            select 'msg_1', id, 0, ?, 'receiver.example:443', 'task.completed',
                                   'failed', 12, 0, 1, 503
                            from accounts where name = 'default'
                            """,
                            url));
        }
    }

    private static People people(Database database, Clock clock) {
        return People.open(database, clock, new SecureRandom());
    }
}
