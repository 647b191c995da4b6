package dev.zimage.sketch.motif;

import dev.zimage.sketch.colour.Oklab;
import java.util.EnumSet;
import java.util.Set;

/// A colour as a motif's file writes it: `#rrggbb`, `var(--role)` or `color-mix(in oklab, …)`.
sealed interface ColourExpression {

    /// What the colours of a scene's things are made of, and so look different in each light.
    Set<ColourRole> MATERIAL =
            EnumSet.of(ColourRole.DEEP, ColourRole.MID, ColourRole.PALE, ColourRole.ACCENT);

    /// @param lit whether the scene's light falls on it
    Oklab in(SceneColours scene, boolean lit);

    record Fixed(Oklab colour) implements ColourExpression {
        @Override
        public Oklab in(SceneColours scene, boolean lit) {
            return lit ? scene.lit(colour) : colour;
        }
    }

    record Named(ColourRole role) implements ColourExpression {
        @Override
        public Oklab in(SceneColours scene, boolean lit) {
            Oklab colour = scene.get(role);
            return lit && MATERIAL.contains(role) ? scene.lit(colour) : colour;
        }
    }

    record Mix(ColourExpression from, ColourExpression to, double share)
            implements ColourExpression {
        @Override
        public Oklab in(SceneColours scene, boolean lit) {
            return from.in(scene, lit).mix(to.in(scene, lit), share);
        }
    }
}
