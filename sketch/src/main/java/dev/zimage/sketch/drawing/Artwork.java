package dev.zimage.sketch.drawing;

import java.awt.geom.Rectangle2D;

/// A motif's drawing that was read from its file. Immutable, and so safe to share between threads.
///
/// @param name of the file without its ending
/// @param viewBox its box in its own units; what is drawn may reach beyond it
/// @param size its usual height as a share of the picture's shorter side
/// @param mirrors whether it may be seen in a mirror
record Artwork(String name, Rectangle2D viewBox, double size, boolean mirrors, Instruction body) {

    /// Its width for a height of one.
    double aspect() {
        return viewBox.getWidth() / viewBox.getHeight();
    }

    /// Paints the motif in its own units, which the frame's graphics places on the picture.
    void paint(Frame frame) {
        body.run(frame);
    }
}
