package dev.zimage.sketch.scene;

import dev.zimage.sketch.motif.Artwork;

/// A motif that can be put into a scene.
record SceneMotif(Artwork motif) {

    /// Its width for a height of one.
    double aspect() {
        return motif.aspect();
    }

    /// Its usual height in a landscape, as a share of the picture's shorter side.
    double share() {
        return motif.size();
    }

    void draw(Brush brush, double x, double y, double height) {
        brush.at(x, y, height).motif(motif);
    }
}
