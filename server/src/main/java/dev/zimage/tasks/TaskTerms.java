package dev.zimage.tasks;

import java.time.Duration;

/// The configured limits of tasks.
///
/// @param lease how long a claim holds without being renewed
/// @param attempts how often a task is claimed before it fails
/// @param timeout how long one attempt may take
/// @param retention how long a picture is kept
/// @param tasksInFlight for accounts without a limit of their own
/// @param queueCapacity how many tasks may wait, over all accounts
/// @param waits how long is waited for engines
public record TaskTerms(
        Duration lease,
        int attempts,
        Duration timeout,
        Duration retention,
        int tasksInFlight,
        int queueCapacity,
        WaitLimits waits) {

    /// @param gracePeriod how long orders are taken after the last heartbeat of a worker
    /// @param longest how old a task may become that no engine takes
    public record WaitLimits(Duration gracePeriod, Duration longest) {}
}
