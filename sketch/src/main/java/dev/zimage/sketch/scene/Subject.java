package dev.zimage.sketch.scene;

import java.util.function.Consumer;

/// A thing that can be put into a scene. Its drawing stands on (0, 0), is one unit tall (up is
/// negative) and centred on x = 0.
///
/// @param aspect its width for a height of one
/// @param share its usual height in a landscape, as a share of the picture's shorter side
record Subject(double aspect, double share, Consumer<Brush> drawing) {

    void draw(Brush brush, double x, double y, double height) {
        drawing.accept(brush.at(x, y, height));
    }
}
