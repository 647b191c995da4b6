package dev.zimage.tasks;

import dev.zimage.accounts.Mode;
import dev.zimage.engine.ImageEngine;
import java.util.List;
import java.util.stream.Stream;

/// The engines of this process and whom they serve.
///
/// @param live draws for live keys
/// @param test draws for test keys
public record Engines(ImageEngine live, ImageEngine test) {

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
}
