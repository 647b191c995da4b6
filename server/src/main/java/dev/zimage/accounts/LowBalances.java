package dev.zimage.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Notices when the balance of an account falls below its threshold, in the transaction that
/// changes the balance or the threshold. Nothing is stored for it: a change is a crossing when the
/// balance was at or above the threshold before and is below it afterwards. Balances change under a
/// lock on their row, so however many processes charge an account, one of them sees each crossing.
public final class LowBalances {

    private final Clock clock;
    private volatile Terms terms = new Terms(Credits.ZERO, (tx, crossing) -> {});

    private record Terms(Credits usual, CrossingRecorder recorder) {}

    /// A balance that has fallen below its threshold.
    ///
    /// @param account as it is afterwards
    public record Crossing(Account account, Credits threshold, Instant at) {}

    /// Records that an account has to be told, in the transaction of the crossing: the record is
    /// committed with it or not at all. Executes only SQL, and may run again when a transaction is
    /// retried.
    @FunctionalInterface
    public interface CrossingRecorder {

        void crossed(Handle tx, Crossing crossing);
    }

    LowBalances(Clock clock) {
        this.clock = clock;
    }

    /// To be called once, before balances change; without it no account is ever low.
    ///
    /// @param usual threshold of the accounts that have none of their own; zero for none
    public void tell(Credits usual, CrossingRecorder recorder) {
        terms = new Terms(usual, recorder);
    }

    /// The threshold of the accounts that have none of their own; zero for none.
    public Credits usual() {
        return terms.usual;
    }

    /// The threshold of an account; zero for none.
    public Credits threshold(Account account) {
        return Objects.requireNonNullElse(account.lowBalance(), terms.usual);
    }

    /// Whether an account has less than its threshold.
    public boolean isLow(Account account) {
        return account.balance().compareTo(threshold(account)) < 0;
    }

    /// Tells of a crossing, if the change is one.
    void changed(Handle tx, Account before, Account after) {
        if (!isLow(before) && isLow(after)) {
            tell(tx, after);
        }
    }

    /// The same for a charge, for which the account was not read.
    ///
    /// @param own threshold of the account, null for the usual one
    void charged(
            Handle tx, AccountId account, Credits before, Credits after, @Nullable Credits own) {
        Credits threshold = Objects.requireNonNullElse(own, terms.usual);
        if (before.compareTo(threshold) >= 0 && after.compareTo(threshold) < 0) {
            tell(tx, Accounts.require(tx, account));
        }
    }

    private void tell(Handle tx, Account account) {
        terms.recorder.crossed(tx, new Crossing(account, threshold(account), clock.instant()));
    }
}
