package dev.zimage.cli;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyBudget;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.accounts.Scope;
import dev.zimage.engine.hub.ModelPull;
import dev.zimage.engine.hub.PulledModel;
import dev.zimage.people.Person;
import dev.zimage.usage.Usage.KeySpending;
import dev.zimage.usage.UsageAmounts;
import dev.zimage.usage.UsageRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    /// @param spentToday credits for the orders of the day (UTC), less what was given back
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
            @Nullable Long lastUsedAt,
            List<String> scopes,
            @Nullable Long budgetDay,
            @Nullable Long budgetTotal,
            long spentToday,
            long spentTotal) {

        static KeyAnswer of(String account, ApiKey key, KeySpending spent, Instant now) {
            KeyBudget budget = key.budget();
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
                    seconds(key.lastUsedAt()),
                    labels(key),
                    amount(budget.day()),
                    amount(budget.total()),
                    spent.today().amount(),
                    spent.total().amount());
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
            @Nullable Long expiresAt,
            List<String> scopes,
            @Nullable Long budgetDay,
            @Nullable Long budgetTotal) {

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
                    seconds(key.expiresAt()),
                    labels(key),
                    amount(key.budget().day()),
                    amount(key.budget().total()));
        }
    }

    /// @param role `operator` or `member`
    /// @param status `active`, or `invited` until the link was used
    record PersonAnswer(
            String id, String email, String role, String account, String status, long createdAt) {

        static PersonAnswer of(Person person, String account) {
            return new PersonAnswer(
                    person.id().toString(),
                    person.email().text(),
                    person.role().label(),
                    account,
                    person.hasPassword() ? "active" : "invited",
                    person.createdAt().getEpochSecond());
        }
    }

    /// @param link to be opened once, before `expiresAt`
    record LinkAnswer(String email, String role, String account, String link, long expiresAt) {}

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

    record UsageAnswer(
            String date,
            String account,
            String keyId,
            String keyName,
            String model,
            long imagesCompleted,
            long imagesFailed,
            long imagesProcessing,
            long charged,
            long refunded,
            long net) {

        static UsageAnswer of(String account, UsageRow row) {
            UsageAmounts amounts = row.amounts();
            return new UsageAnswer(
                    row.day().toString(),
                    account,
                    row.key().toString(),
                    row.keyName(),
                    row.model(),
                    amounts.completed(),
                    amounts.failed(),
                    amounts.processing(),
                    amounts.charged().amount(),
                    amounts.refunded().amount(),
                    amounts.net().amount());
        }
    }

    private static List<String> labels(ApiKey key) {
        return key.scopes().stream().sorted().map(Scope::label).toList();
    }

    private static @Nullable Long amount(@Nullable Credits credits) {
        return credits == null ? null : credits.amount();
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
