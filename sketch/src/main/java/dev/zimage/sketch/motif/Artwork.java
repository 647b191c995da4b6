package dev.zimage.sketch.motif;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A drawing that was read from its file. Immutable, and so safe to share between threads.
public final class Artwork {

    private final String name;
    private final Rectangle2D viewBox;
    private final Map<String, String> attributes;
    private final List<ShapeGroup> parts;

    /// @param attributes of the file's root, without their prefix `data-`
    Artwork(
            String name,
            Rectangle2D viewBox,
            Map<String, String> attributes,
            List<ShapeGroup> parts) {
        this.name = name;
        this.viewBox = viewBox;
        this.attributes = Map.copyOf(attributes);
        this.parts = List.copyOf(parts);
    }

    /// The file's name without its ending.
    public String name() {
        return name;
    }

    /// Its box in its own units. What is drawn may reach beyond it.
    public Rectangle2D viewBox() {
        return (Rectangle2D) viewBox.clone();
    }

    /// Its width for a height of one.
    public double aspect() {
        return viewBox.getWidth() / viewBox.getHeight();
    }

    /// Its usual height as a share of the picture's shorter side.
    public double size() {
        return Double.parseDouble(attributes.getOrDefault("size", "0.25"));
    }

    /// Whether it may be seen in a mirror.
    public boolean mirrors() {
        return !attributes.getOrDefault("mirror", "yes").equals("no");
    }

    /// Paints the motif in its own units, which the caller's transform places on the picture.
    ///
    /// @param seed of the grain
    /// @param clear the area, in pixels, where type will stand: loose parts stay out of it
    public void paint(Graphics2D g, SceneColours scene, int seed, @Nullable Rectangle2D clear) {
        boolean lit = !attributes.getOrDefault("lit", "yes").equals("no");
        IdentityHashMap<ColourExpression, Integer> mixed = new IdentityHashMap<>();
        ToIntFunction<ColourExpression> rgb =
                colour -> mixed.computeIfAbsent(colour, c -> c.in(scene, lit).rgb());
        for (ShapeGroup part : parts) {
            if (!part.loose() || clear == null || !touches(g, part.bounds(), clear)) {
                for (ShapeGroup.Mark mark : part.marks()) {
                    if (mark.lights().contains(scene.light())) {
                        mark.paint(g, rgb, seed);
                    }
                }
            }
        }
    }

    private static boolean touches(Graphics2D g, Rectangle2D bounds, Rectangle2D clear) {
        Shape placed = g.getTransform().createTransformedShape(bounds);
        return placed.getBounds2D().intersects(clear);
    }
}
