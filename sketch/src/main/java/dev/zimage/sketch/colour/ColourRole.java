package dev.zimage.sketch.colour;

import java.util.Locale;
import java.util.Optional;

/// A colour that a motif can ask for by name: `SKY_TOP` is `var(--sky-top)` in its file.
public enum ColourRole {
    /// The palette's large quiet colour.
    BACKGROUND,
    /// The palette's darkest colour.
    DEEP,
    /// The palette's middle tone.
    MID,
    /// The palette's lightest colour.
    PALE,
    /// The colour that stands out.
    ACCENT,
    /// Nearly black, in the palette's tone.
    INK,
    /// Nearly white, in the palette's tone.
    WHITE,
    LEAF,
    WOOD,
    STONE,
    SNOW,
    /// Lamp light, as behind windows.
    LAMP,
    FLAME,
    /// Ink, or a lighter shade where the background is as dark as ink.
    OUTLINE,
    /// The sky at the top of the picture.
    SKY_TOP,
    SKY_MIDDLE,
    /// The sky above the horizon.
    SKY_LOW,
    /// What far things fade into.
    HAZE,
    /// Things between far and near.
    MIDDLE,
    /// The closest silhouettes.
    NEAR,
    /// The brightest light in the sky.
    GLOW;

    /// The role of that name in a motif's file.
    public static Optional<ColourRole> named(String name) {
        for (ColourRole role : values()) {
            if (role.cssName().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public String cssName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name in a drawing's expressions, as `skyTop`.
    public String variable() {
        String[] words = cssName().split("-", 2);
        return words.length == 1
                ? words[0]
                : words[0]
                        + words[1].substring(0, 1).toUpperCase(Locale.ROOT)
                        + words[1].substring(1);
    }
}
