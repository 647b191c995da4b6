package dev.zimage.engines;

import dev.zimage.config.EngineChoice;
import java.util.List;
import java.util.Locale;

/// The kinds of engines that draw in this process. This is the only place where one is registered.
/// Engines on other servers are of the kinds in [dev.zimage.upstream.ServerKinds].
public final class EngineKinds {

    /// Needs nothing, so it can stand in for the others.
    static final SketchKind SKETCH = new SketchKind();

    static final ZImageKind Z_IMAGE = new ZImageKind();

    /// All of them.
    public static final List<EngineKind> ALL = List.of(SKETCH, Z_IMAGE);

    private EngineKinds() {}

    /// The kind of this name.
    ///
    /// @throws IllegalArgumentException when there is none
    public static EngineKind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of engine " + name));
    }

    /// The kind that a setting names.
    ///
    /// @throws IllegalArgumentException for `auto`, which names none
    public static EngineKind of(EngineChoice choice) {
        return named(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
