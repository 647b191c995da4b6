package dev.zimage.cli;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.engine.hub.ModelPull;
import dev.zimage.engine.hub.PulledModel;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `--json` answers. The names, in snake case, and their order are stable; members may be
/// added. Times are Unix seconds, and what is not set is null.
final class Answers {

    private Answers() {}

    /// @param status `active` or `suspended`
    record AccountAnswer(
            String name,
            String status,
            long balance,
            int tasksInFlight,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer maxTasksInFlight,
            boolean contentCheck,
            long createdAt) {

        static AccountAnswer of(Account account) {
            return new AccountAnswer(
                    account.name(),
                    account.suspended() ? "suspended" : "active",
                    account.balance().amount(),
                    account.tasksInFlight(),
                    account.requestsPerMinute(),
                    account.maxTasksInFlight(),
                    account.contentCheck(),
                    account.createdAt().getEpochSecond());
        }
    }

    /// @param mode `live` or `test`
    /// @param status `active`, `expired` or `revoked`
    record KeyAnswer(
            String id,
            String account,
            String name,
            String mode,
            String hint,
            String status,
            long createdAt,
            @Nullable Long expiresAt,
            @Nullable Long revokedAt,
            @Nullable Long lastUsedAt) {

        static KeyAnswer of(String account, ApiKey key, Instant now) {
            return new KeyAnswer(
                    key.id().toString(),
                    account,
                    key.name(),
                    key.mode().label(),
                    key.hint(),
                    status(key, now),
                    key.createdAt().getEpochSecond(),
                    seconds(key.expiresAt()),
                    seconds(key.revokedAt()),
                    seconds(key.lastUsedAt()));
        }

        private static String status(ApiKey key, Instant now) {
            if (key.revokedAt() != null) {
                return "revoked";
            }
            Instant expiresAt = key.expiresAt();
            return expiresAt != null && !now.isBefore(expiresAt) ? "expired" : "active";
        }
    }

    /// @param key the secret, which is not kept
    record NewKeyAnswer(
            String key,
            String id,
            String account,
            String name,
            String mode,
            String hint,
            long createdAt,
            @Nullable Long expiresAt) {

        static NewKeyAnswer of(String account, ApiKeys.NewKey made) {
            ApiKey key = made.key();
            return new NewKeyAnswer(
                    made.secret().reveal(),
                    key.id().toString(),
                    account,
                    key.name(),
                    key.mode().label(),
                    key.hint(),
                    key.createdAt().getEpochSecond(),
                    seconds(key.expiresAt()));
        }
    }

    /// @param amount negative when credits were taken back
    record GrantAnswer(String account, long amount, long balance) {}

    /// @param kind `grant`, `charge` or `refund`
    record EntryAnswer(
            long id,
            String account,
            String kind,
            long amount,
            long balanceAfter,
            @Nullable String taskId,
            @Nullable String note,
            long createdAt) {

        static EntryAnswer of(String account, LedgerEntry entry) {
            return new EntryAnswer(
                    entry.id(),
                    account,
                    entry.kind().label(),
                    entry.amount().amount(),
                    entry.balanceAfter().amount(),
                    entry.taskId() == null ? null : "task_" + entry.taskId(),
                    entry.note(),
                    entry.createdAt().getEpochSecond());
        }
    }

    /// @param folder where the model is now
    /// @param bytes of its files
    /// @param fetched bytes of them that came in this pull
    record PullAnswer(
            String folder,
            String hub,
            String repository,
            String revision,
            String commit,
            int files,
            long bytes,
            long fetched) {

        static PullAnswer of(Path folder, ModelPull.Outcome outcome) {
            PulledModel model = outcome.model();
            return new PullAnswer(
                    folder.toString(),
                    model.hub(),
                    model.repository(),
                    model.revision(),
                    model.commit(),
                    model.files().size(),
                    model.bytes(),
                    outcome.fetched());
        }
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
