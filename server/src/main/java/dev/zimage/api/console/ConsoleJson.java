package dev.zimage.api.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.accounts.Account;
import dev.zimage.accounts.Credits;
import dev.zimage.api.Json;
import dev.zimage.api.http.Refusal;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The JSON of the console. The names of the records are the names on the wire, in snake case.
final class ConsoleJson {

    private ConsoleJson() {}

    record SessionView(
            PersonView person,
            OwnAccount account,
            String consoleKey,
            String csrfToken,
            String version,
            EngineView engine,
            @Nullable String outage,
            Map<String, Price> prices) {}

    /// @param role what the person may do, which is less than their role while codes are missing
    /// @param codesMissing whether two-factor codes have to be set up before the person may do more
    record PersonView(String id, String email, String role, boolean codesMissing) {}

    /// The answer to a right password where a code is asked for.
    record CodeNeeded(boolean codeNeeded) {}

    /// @param configuredLimits of accounts that have none of their own
    record OwnAccount(
            String id,
            String name,
            long balance,
            boolean suspended,
            int tasksInFlight,
            Limits limits,
            Limits configuredLimits) {}

    /// @param lowBalance below which the account is told that it is low, 0 for none
    record Limits(int requestsPerMinute, int tasksInFlight, long lowBalance) {}

    /// @param error why it draws nothing, null when it draws or is being loaded
    /// @param retryIn seconds between its attempts to load, null when it will not try again
    record EngineView(
            String live,
            boolean ready,
            double progress,
            @Nullable String error,
            @Nullable Long retryIn) {

        static EngineView of(String name, Readiness readiness) {
            return switch (readiness) {
                case Readiness.Ready() -> new EngineView(name, true, 1, null, null);
                case Readiness.Loading(double part) ->
                        new EngineView(name, false, part, null, null);
                case Readiness.Retrying(Fault fault, Duration wait) ->
                        new EngineView(name, false, 0, fault.text(), Refusal.wholeSeconds(wait));
                case Readiness.Unreachable(Fault fault, Duration wait) ->
                        new EngineView(name, false, 0, fault.text(), Refusal.wholeSeconds(wait));
                case Readiness.Failed(Fault fault) ->
                        new EngineView(name, false, 0, fault.text(), null);
            };
        }
    }

    record Price(long credits, BigDecimal usd) {}

    record LinkView(boolean valid, @Nullable String email, @Nullable String role) {}

    record SignInLine(long at, String address, String userAgent, String outcome) {}

    /// @param spentDay what was ordered today (UTC), less refunds
    /// @param member the address of the member who made it for their own use; null for a key of the
    ///   account
    record KeyView(
            String id,
            String name,
            String mode,
            String hint,
            List<String> scopes,
            long createdAt,
            @Nullable Long expiresAt,
            @Nullable Long revokedAt,
            @Nullable Long lastUsedAt,
            @Nullable Long budgetDay,
            @Nullable Long budgetTotal,
            long spentDay,
            long spentTotal,
            @Nullable String member) {}

    record NewKey(@JsonUnwrapped KeyView view, String key) {}

    record KeyName(String id, String name) {}

    /// @param thumbnailUrl a link to a small version of the picture; null when there is none
    /// @param undrawnWords of the prompt, for things that the engine cannot draw
    /// @param favourite whether the person who asks has starred it
    record TaskView(
            @JsonUnwrapped Json.Envelope envelope,
            @Nullable String thumbnailUrl,
            String prompt,
            KeyName key,
            String aspectRatio,
            String format,
            boolean nsfwChecker,
            String textCheckMode,
            List<String> undrawnWords,
            boolean favourite) {}

    record TaskDetail(@JsonUnwrapped TaskView task, List<TaskEntry> ledger) {}

    record TaskEntry(String kind, long amount, long balanceAfter, long createdAt) {}

    /// @param next the `before` to go on with; null at the end
    record Page<T>(List<T> data, boolean hasMore, @Nullable String next) {

        /// A page of what was found.
        ///
        /// @param found at most one more than the limit; that one says that there are more pages
        /// @param id of an entry, as `before` takes it
        static <T> Page<T> of(List<T> found, int limit, Function<T, String> id) {
            List<T> data = found.stream().limit(limit).toList();
            boolean more = found.size() > limit;
            return new Page<>(data, more, more ? id.apply(data.getLast()) : null);
        }
    }

    record AllOf<T>(List<T> data) {}

    record Entry(
            long id,
            String kind,
            long amount,
            long balanceAfter,
            @Nullable String taskId,
            @Nullable String note,
            long createdAt,
            @Nullable PaidFor order) {}

    /// @param seconds of drawing; null while the task is not drawn
    record PaidFor(String prompt, KeyName key, @Nullable Double seconds) {}

    /// @param limits the account's own, null where the configured one holds
    record AccountView(
            String id,
            String name,
            long balance,
            boolean suspended,
            int tasksInFlight,
            OwnLimits limits,
            long createdAt,
            List<AccountMember> people,
            LastDays lastDays) {}

    /// What an account used in the last thirty days.
    record LastDays(long spent, long completed, long failed) {}

    record OwnLimits(
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tasksInFlight,
            @Nullable Long lowBalance) {

        static OwnLimits of(Account account) {
            Credits low = account.lowBalance();
            return new OwnLimits(
                    account.requestsPerMinute(),
                    account.maxTasksInFlight(),
                    low == null ? null : low.amount());
        }
    }

    record Member(String id, String email, String role, boolean invited, long createdAt) {}

    /// Somebody of an account, as operators see them.
    ///
    /// @param passkeys how many the person has
    record AccountMember(@JsonUnwrapped Member member, int passkeys) {}

    record Granted(long balance, boolean replayed) {}

    record Invitation(Member person, String link, long expiresAt) {}

    /// @param outage why no orders are taken, whatever the engines do; null when they are
    record Queue(
            @Nullable QueueOutage outage,
            List<QueueEngine> engines,
            List<RunningTask> running,
            List<WaitingTask> waiting,
            List<WorkerProcess> workers) {}

    /// @param state `ready`, `loading`, `unavailable`, `stopped`, or `lost`
    record WorkerProcess(
            String host,
            String engine,
            String state,
            int atOnce,
            int picturesAnHour,
            long since,
            long lastHeartbeat) {}

    record QueueOutage(String reason, String remedy) {}

    record QueueEngine(
            String name,
            boolean ready,
            double progress,
            @Nullable String error,
            @Nullable Long retryIn,
            int workers,
            int waiting,
            int running) {}

    record RunningTask(
            String taskId,
            String account,
            String engine,
            @Nullable Long startedAt,
            double progress,
            String worker) {}

    record WaitingTask(String taskId, String account, String engine, long createdAt) {}

    record GivenUp(
            String id,
            String account,
            String type,
            @Nullable String taskId,
            String url,
            String status,
            int attempts,
            long createdAt,
            @Nullable Long lastAttemptAt,
            @Nullable Integer answerStatus,
            @Nullable String answer) {}

    static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }
}
