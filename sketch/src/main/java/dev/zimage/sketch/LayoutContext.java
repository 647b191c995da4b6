package dev.zimage.sketch;

import dev.zimage.engine.ImageSize;
import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.scene.Scenery;
import dev.zimage.sketch.type.TypeStyle;
import java.awt.Graphics2D;
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

    /// How far a scene reaches beyond the area that it is cut to.
    private static final int GRID = 16;

    /// Paints the scene over the whole page.
    void paintScene(@Nullable Rectangle2D keepClear) {
        Graphics2D g = page.graphics();
        scenery.paint(g, page.size(), palette, sceneRandom, keepClear);
        g.dispose();
    }

    /// Paints the scene into a part of the page, cut to a shape.
    void paintSceneIn(Shape cut) {
        Rectangle2D box = cut.getBounds2D();
        int width = side(box.getWidth());
        int height = side(box.getHeight());
        Graphics2D g = page.graphics();
        g.clip(cut);
        g.translate(
                (int) (box.getCenterX() - width / 2.0), (int) (box.getCenterY() - height / 2.0));
        scenery.paint(g, new ImageSize(width, height), palette, sceneRandom, null);
        g.dispose();
    }

    private static int side(double pixels) {
        int up = (int) Math.ceil(pixels / GRID) * GRID;
        return Math.clamp(up, ImageSize.MIN_SIDE, ImageSize.MAX_SIDE);
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

    /// An ink with colour for a flat ground.
    int accentOn(int ground) {
        if (brief.ink() != null) {
            return Contrast.readable(brief.ink(), ground, 5);
        }
        return Contrast.readable(palette.accent(), ground, 5);
    }
}
