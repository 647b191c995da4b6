package dev.zimage.sketch.drawing;

import dev.zimage.sketch.words.Motif;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The state of one drawing while it is painted: its values, its named shapes, where it paints.
final class Frame {

    final Picture picture;
    final double[] values;
    final Map<String, Shape> shapes = new HashMap<>();
    Graphics2D graphics;

    /// The path that shapes are added to instead of being painted.
    @Nullable Path2D path;

    /// The motif and the drawing of it that an `each` has come to.
    @Nullable Motif motif;

    @Nullable Artwork artwork;

    Frame(Picture picture, double[] values) {
        this.picture = picture;
        this.values = values;
        this.graphics = picture.graphics;
    }

    /// A frame within another, for a drawing that is used there.
    Frame(Frame caller, double[] values) {
        this(caller.picture, values);
        this.graphics = caller.graphics;
        this.path = caller.path;
        this.motif = caller.motif;
        this.artwork = caller.artwork;
    }

    /// Runs a step on a graphics of its own.
    void placed(Consumer<Graphics2D> place, Instruction step) {
        Graphics2D outer = graphics;
        graphics = (Graphics2D) outer.create();
        place.accept(graphics);
        step.run(this);
        graphics.dispose();
        graphics = outer;
    }

    Shape shape(String name) {
        return shapes.getOrDefault(name, new Path2D.Double());
    }
}
