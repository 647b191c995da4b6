package dev.zimage.bench.lettering;

import java.util.Locale;

/// What is difficult about the text of a scene.
public enum SceneKind {
    PLAIN,
    BUSY,
    ROTATED,
    PERSPECTIVE,
    CURVED,
    COLUMN,
    DEGRADED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
