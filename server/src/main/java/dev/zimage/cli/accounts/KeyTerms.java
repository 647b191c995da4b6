package dev.zimage.cli.accounts;

import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.text.QuotedText;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what a key may do, how much and for how long.
final class KeyTerms {

    private static final String NONE = "none";

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "When the key ends: after a time such as 12h or 30d, at the beginning of a day"
                            + " (UTC) such as 2030-01-31, or never.")
    private @Nullable String expires;

    @Option(
            names = "--scopes",
            paramLabel = "SCOPES",
            description =
                    "What the key may do: generate (order and cancel pictures, and follow them),"
                            + " read (everything that only reads), or both: generate,read.")
    private @Nullable String scopes;

    @Option(
            names = "--budget-day",
            paramLabel = "CREDITS",
            description = "The most that the key may spend in a day (UTC), or none for no limit.")
    private @Nullable String budgetDay;

    @Option(
            names = "--budget-total",
            paramLabel = "CREDITS",
            description =
                    "The most that the key may spend in all, counted since it was made, or none"
                            + " for no limit.")
    private @Nullable String budgetTotal;

    /// Whether none of the options was given.
    boolean isEmpty() {
        return expires == null && scopes == null && budgetDay == null && budgetTotal == null;
    }

    /// @throws picocli.CommandLine.ParameterException when a budget is given to a key whose
    ///   pictures cost nothing
    void requireFit(Mode mode, CommandOutput streams) {
        if (mode == Mode.TEST && (sets(budgetDay) || sets(budgetTotal))) {
            throw streams.wrong(
                    "A test key has no budget, for its pictures cost nothing; leave --budget-day"
                            + " and --budget-total out");
        }
    }

    private static boolean sets(@Nullable String budget) {
        return budget != null && !budget.equals(NONE);
    }

    /// The terms with what the options change.
    ApiKeys.Terms apply(ApiKeys.Terms before, Instant now, CommandOutput streams) {
        return new ApiKeys.Terms(
                expires == null ? before.expiresAt() : expiry(expires, now, streams),
                scopes == null ? before.scopes() : scopes(scopes, streams),
                budgetDay == null ? before.budgetDay() : budget("--budget-day", budgetDay, streams),
                budgetTotal == null
                        ? before.budgetTotal()
                        : budget("--budget-total", budgetTotal, streams));
    }

    private static @Nullable Instant expiry(String text, Instant now, CommandOutput streams) {
        if (text.equals("never")) {
            return null;
        }
        Instant end =
                Expiry.parse(text, now)
                        .orElseThrow(() ->
                                streams.wrong(
                                        "--expires takes a time such as 12h or 30d, a day such as"
                                                + " 2030-01-31, or never, not "
                                                + QuotedText.of(text)));
        if (!end.isAfter(now)) {
            throw streams.wrong("--expires must be in the future, not " + QuotedText.of(text));
        }
        return end;
    }

    private static Set<Scope> scopes(String text, CommandOutput streams) {
        return Scope.parse(text)
                .orElseThrow(() ->
                        streams.wrong(
                                "--scopes takes generate, read, or generate,read, not "
                                        + QuotedText.of(text)));
    }

    private static @Nullable Credits budget(String option, String text, CommandOutput streams) {
        if (text.equals(NONE)) {
            return null;
        }
        if (text.matches("[0-9]{1,15}")) {
            return new Credits(Long.parseLong(text));
        }
        throw streams.wrong(
                "%s takes a number of credits, or none, not %s"
                        .formatted(option, QuotedText.of(text)));
    }
}
