package dev.zimage.tasks;

import dev.zimage.database.Database;
import dev.zimage.engines.Engines;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// What all steps of a task share.
///
/// @param listeners are told, after the commit, what happens to tasks
/// @param random must be cryptographically strong
public record TaskContext(
        Database database,
        Engines engines,
        TaskTerms terms,
        TaskEvents listeners,
        Clock clock,
        RandomGenerator random) {}
