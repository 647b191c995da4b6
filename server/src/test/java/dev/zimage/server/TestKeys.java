package dev.zimage.server;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import java.security.SecureRandom;

/// Keys that are made beside a running server, as at the command line.
public final class TestKeys {

    private TestKeys() {}

    /// A live key of a new account with 100 credits.
    public static String ofNewAccount(TestServer server, String name) {
        try (Database database = server.openDatabase()) {
            Accounts accounts = Accounts.open(database, server.clock(), new SecureRandom());
            Account account = accounts.create(name).orElseThrow();
            accounts.ledger().grant(account.id(), new Credits(100), "test");
            return accounts.keys().create(account.id(), "key", Mode.LIVE, null).secret().reveal();
        }
    }

    /// A live key of the account `default`.
    public static String onTerms(TestServer server, ApiKeys.Terms terms) {
        try (Database database = server.openDatabase()) {
            Accounts accounts = Accounts.open(database, server.clock(), new SecureRandom());
            Account account = accounts.find("default").orElseThrow();
            return accounts.keys()
                    .createOnTerms(account.id(), "ci", Mode.LIVE, terms)
                    .secret()
                    .reveal();
        }
    }
}
