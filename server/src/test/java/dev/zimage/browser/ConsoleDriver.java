package dev.zimage.browser;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets people into the console of a test server, as an operator does at the command line.
final class ConsoleDriver {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final TestServer server;
    private final Chromium chromium;

    ConsoleDriver(TestServer server, Chromium chromium) {
        this.server = server;
        this.chromium = chromium;
    }

    /// Somebody new, signed in.
    BrowserSession operator(BrowserProfile look) {
        return signedIn(Role.OPERATOR, "default", look);
    }

    /// Somebody new of an account, who may do everything in it.
    BrowserSession member(String account, BrowserProfile look) {
        return signedIn(Role.OWNER, account, look);
    }

    /// The same, once the account has got credits.
    BrowserSession member(String account, long credits, BrowserProfile look) {
        if (credits > 0) {
            server.grant(account, credits);
        }
        return member(account, look);
    }

    /// The playground of somebody new.
    BrowserSession playground(String account, long credits, BrowserProfile look) {
        return member(account, credits, look).open("/playground");
    }

    /// The wall of somebody new, with pictures that they have ordered.
    BrowserSession wall(String account, BrowserProfile look, int pictures) {
        BrowserSession visit = member(account, 100, look).open("/tasks").order(pictures);
        return visit.open("/tasks").seesPictures(pictures);
    }

    BrowserSession visitor(BrowserProfile look) {
        return chromium.visit(server.url(""), look);
    }

    BrowserSession signedIn(Role role, String account, BrowserProfile look) {
        String email = "person" + PEOPLE.incrementAndGet() + "@example.com";
        return visitor(look).setUp(invite(email, role, account), email);
    }

    /// @return the token of a one-time link
    String invite(String email, Role role, String account) {
        Clock clock = Clock.systemUTC();
        try (Database database = server.openDatabase()) {
            Accounts accounts = Accounts.open(database, clock, new SecureRandom());
            Account of = accounts.find(account).or(() -> accounts.create(account)).orElseThrow();
            return People.open(database, clock, new SecureRandom())
                    .invite(new EmailAddress(email), role, of.id())
                    .orElseThrow()
                    .link()
                    .token()
                    .reveal();
        }
    }
}
