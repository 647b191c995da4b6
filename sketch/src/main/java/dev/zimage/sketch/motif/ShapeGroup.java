package dev.zimage.sketch.motif;

import dev.zimage.sketch.colour.Light;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// SvgShapes of a motif that are painted together or not at all.
///
/// @param loose whether they are left out where they would disturb type
record ShapeGroup(List<Mark> marks, boolean loose) {

    ShapeGroup {
        marks = List.copyOf(marks);
    }

    Rectangle2D bounds() {
        Rectangle2D all = marks.getFirst().shape().getBounds2D();
        marks.forEach(mark -> all.add(mark.shape().getBounds2D()));
        return all;
    }

    /// One shape, filled or drawn along its outline.
    ///
    /// @param strokeWidth of the outline; 0 fills the shape
    /// @param lights in which it is to be seen
    record Mark(
            Shape shape,
            Ink ink,
            double strokeWidth,
            double opacity,
            boolean sprayed,
            Set<Light> lights) {

        void paint(Graphics2D g, ToIntFunction<ColourExpression> rgb, int seed) {
            g.setPaint(paint(rgb, seed));
            if (strokeWidth > 0) {
                g.setStroke(
                        new BasicStroke(
                                (float) strokeWidth,
                                BasicStroke.CAP_ROUND,
                                BasicStroke.JOIN_ROUND));
                g.draw(shape);
            } else {
                g.fill(shape);
            }
        }

        private Paint paint(ToIntFunction<ColourExpression> rgb, int seed) {
            return sprayed && ink instanceof Ink.Linear gradient
                    ? gradient.sprayed(rgb, opacity, seed)
                    : ink.paint(rgb, opacity);
        }
    }
}
