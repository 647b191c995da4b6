package dev.zimage.tasks;

import dev.zimage.accounts.Mode;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The engines of this process and whom they serve.
///
/// @param live draws for live keys
/// @param test draws for test keys
/// @param workers pictures drawn at once on each, 0 for what is best for it
public record Engines(ImageEngine live, ImageEngine test, int workers) {

    public Engines(ImageEngine live, ImageEngine test) {
        this(live, test, 0);
    }

    public Engines withWorkers(int count) {
        return new Engines(live, test, count);
    }

    public ImageEngine of(Mode mode) {
        return switch (mode) {
            case LIVE -> live;
            case TEST -> test;
        };
    }

    /// Each engine once.
    public List<ImageEngine> all() {
        return Stream.of(live, test).distinct().toList();
    }

    /// How many pictures an engine draws at once.
    public int workersOf(ImageEngine engine) {
        return workers == 0 ? Math.max(1, engine.bestAtOnce()) : workers;
    }

    /// How many pictures the engine of this name draws at once.
    public int workersOf(String name) {
        return named(name).map(this::workersOf).orElse(1);
    }

    /// What the engine of this name has measured.
    public Optional<Duration> expected(String name, ImageSize size) {
        return named(name).flatMap(engine -> engine.expected(size));
    }

    private Optional<ImageEngine> named(String name) {
        return all().stream().filter(engine -> engine.name().equals(name)).findFirst();
    }
}
