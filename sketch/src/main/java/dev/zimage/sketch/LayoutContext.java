package dev.zimage.sketch;

import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.drawing.Picture;
import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.scene.Scenery;
import dev.zimage.sketch.type.TypeStyle;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a layout works with: the page, what goes on it and the choices that were made.
///
/// @param layoutRandom decides proportions
/// @param sceneRandom is the scenery's own, so that a change of the type leaves the scene as it is
record LayoutContext(
        Page page,
        Brief brief,
        Palette palette,
        TypeStyle style,
        Scenery scenery,
        RandomGenerator layoutRandom,
        RandomGenerator sceneRandom) {

    /// A scene in a smaller window is painted in this size and cut.
    private static final int LEAST = 64;

    /// Paints the scene into a part of the page, cut to a shape.
    void paintScene(Shape cut, @Nullable Rectangle2D keepClear) {
        Rectangle box = cut.getBounds();
        Graphics2D g = Picture.smooth(page.image());
        g.clip(cut);
        g.translate(box.x, box.y);
        int width = Math.max(LEAST, box.width);
        int height = Math.max(LEAST, box.height);
        scenery.paint(g, width, height, palette, sceneRandom, keepClear);
        g.dispose();
    }
}
