package dev.zimage.sketch;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Palette;
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
        Graphics2D g = page.graphics();
        g.clip(cut);
        g.translate(box.x, box.y);
        int width = Math.max(LEAST, box.width);
        int height = Math.max(LEAST, box.height);
        scenery.paint(g, width, height, palette, sceneRandom, keepClear);
        g.dispose();
    }

    /// The ink that reads best on a flat ground: what the prompt asked for, else the darkest or the
    /// lightest of the palette.
    int inkOn(int ground) {
        if (brief.ink() != null) {
            return Contrast.readable(brief.ink(), ground, 5);
        }
        int deep = Contrast.readable(palette.deep(), ground, 5);
        int light = Contrast.readable(palette.light(), ground, 5);
        return Contrast.ratio(deep, ground) >= Contrast.ratio(light, ground) ? deep : light;
    }

    /// The ink of the smaller type on a flat ground.
    int textInkOn(int ground) {
        Integer wished = brief.smallInk();
        return wished == null ? inkOn(ground) : Contrast.readable(wished, ground, 5);
    }

    /// An ink with colour for a flat ground.
    int accentOn(int ground) {
        Integer wished = brief.ink();
        return Contrast.readable(wished == null ? palette.accent() : wished, ground, 5);
    }
}
