package dev.zimage.engines;

import dev.zimage.config.EngineChoice;
import dev.zimage.config.RemoteKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// All kinds of engines. This is the only place where a kind is registered.
public final class EngineKinds {

    /// Needs nothing, so it can stand in for the others.
    static final SketchKind SKETCH = new SketchKind();

    static final ZImageKind Z_IMAGE = new ZImageKind();

    private static final Map<RemoteKind, UpstreamKind> REMOTE =
            Arrays.stream(RemoteKind.values())
                    .collect(Collectors.toMap(kind -> kind, UpstreamKind::new));

    /// The kinds that draw in this process.
    public static final List<EngineKind> ALL = List.of(SKETCH, Z_IMAGE);

    private EngineKinds() {}

    /// The kind that draws on other servers which speak this.
    static EngineKind of(RemoteKind kind) {
        return Objects.requireNonNull(REMOTE.get(kind));
    }

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
