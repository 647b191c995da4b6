package dev.zimage.sketch.scene;

import dev.zimage.sketch.motif.Artwork;
import dev.zimage.sketch.motif.MotifLibrary;
import java.util.List;
import java.util.random.RandomGenerator;

/// Which files show which motif. A motif without a file is part of a scene's land or sky, and is
/// never replaced by another motif.
final class Subjects {

    private static final MotifLibrary LIBRARY = new MotifLibrary();

    private Subjects() {}

    /// Whether the motif can be put into a scene by itself.
    static boolean areDrawn(Motif motif) {
        return motif.isSubject() && !LIBRARY.drawings(motif.file()).isEmpty();
    }

    /// One of the drawings of a motif.
    static SceneMotif of(Motif motif, RandomGenerator random) {
        return of(motif.file(), random);
    }

    static SceneMotif of(String file, RandomGenerator random) {
        List<Artwork> drawings = LIBRARY.drawings(file);
        if (drawings.isEmpty()) {
            throw new IllegalArgumentException("no drawing of " + file);
        }
        return new SceneMotif(drawings.get(random.nextInt(drawings.size())));
    }
}
