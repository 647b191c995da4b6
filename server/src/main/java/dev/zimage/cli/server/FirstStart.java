package dev.zimage.cli.server;

import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.SecretKey;
import dev.zimage.database.Database;
import dev.zimage.people.OneTimeLink;
import dev.zimage.people.People;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// Makes an empty installation usable: one account, with credits and two keys.
public final class FirstStart {

    private static final String ACCOUNT = "default";

    private FirstStart() {}

    /// What to show to whoever started the server. It is not kept.
    ///
    /// @param balance of the account that was made
    public record Keys(String account, Credits balance, SecretKey live, SecretKey test) {}

    /// Does nothing when there is an account already.
    public static Optional<Keys> prepare(Database database, Clock clock, Credits credits) {
        return Accounts.open(database, clock, new SecureRandom())
                .first()
                .create(ACCOUNT, credits)
                .map(secrets -> new Keys(ACCOUNT, credits, secrets.live(), secrets.test()));
    }

    /// A link by which the first operator gets into the console. At every start there is another,
    /// until somebody can sign in: whoever lost it only has to start again.
    static Optional<OneTimeLink> operatorLink(Database database, Clock clock) {
        People people = People.open(database, clock, new SecureRandom());
        if (people.anybodyCanSignIn()) {
            return Optional.empty();
        }
        Accounts accounts = Accounts.open(database, clock, new SecureRandom());
        return accounts.find(ACCOUNT)
                .or(() -> accounts.list().stream().findFirst())
                .flatMap(account -> people.firstOperatorLink(account.id()));
    }
}
