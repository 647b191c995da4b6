package dev.zimage.tasks.registry;

import java.time.Duration;

/// What a process reports about one of its engines.
///
/// @param atOnce how many pictures it draws at once
/// @param picturesAnHour that it has completed in the last hour
/// @param picture how long a picture took lately, zero when none was completed
public record Heartbeat(
        String engine, EngineState state, int atOnce, int picturesAnHour, Duration picture) {}
