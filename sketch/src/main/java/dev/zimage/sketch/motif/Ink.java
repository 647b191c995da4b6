package dev.zimage.sketch.motif;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.ToIntFunction;

/// What a shape is painted with: one colour, or several between two points or round one.
sealed interface Ink {

    /// @param rgb the colour that an expression has in this picture, as `0xRRGGBB`
    Paint paint(ToIntFunction<ColourExpression> rgb, double opacity);

    /// A colour at an offset along a gradient, 0 to 1.
    record Stop(float offset, ColourExpression colour, double opacity) {}

    record Flat(ColourExpression colour) implements Ink {
        @Override
        public Paint paint(ToIntFunction<ColourExpression> rgb, double opacity) {
            return color(rgb.applyAsInt(colour), opacity);
        }
    }

    record Linear(Point2D from, Point2D to, List<Stop> stops) implements Ink {
        @Override
        public Paint paint(ToIntFunction<ColourExpression> rgb, double opacity) {
            Color[] colours = colours(stops, rgb, opacity);
            return colours.length == 2
                    ? new GradientPaint(from, colours[0], to, colours[1])
                    : new LinearGradientPaint(from, to, offsets(stops), colours);
        }

        /// The first colour, sprayed on as densely as the first and the last stop are opaque.
        Paint sprayed(ToIntFunction<ColourExpression> rgb, double opacity, int seed) {
            Stop first = stops.getFirst();
            return new GrainPaint(
                    rgb.applyAsInt(first.colour),
                    from,
                    first.opacity * opacity,
                    to,
                    stops.getLast().opacity * opacity,
                    seed);
        }
    }

    record Radial(Point2D centre, double radius, List<Stop> stops) implements Ink {
        @Override
        public Paint paint(ToIntFunction<ColourExpression> rgb, double opacity) {
            return new RadialGradientPaint(
                    centre, (float) radius, offsets(stops), colours(stops, rgb, opacity));
        }
    }

    private static float[] offsets(List<Stop> stops) {
        float[] offsets = new float[stops.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = stops.get(i).offset;
        }
        return offsets;
    }

    private static Color[] colours(
            List<Stop> stops, ToIntFunction<ColourExpression> rgb, double opacity) {
        return stops.stream()
                .map(stop -> color(rgb.applyAsInt(stop.colour), stop.opacity * opacity))
                .toArray(Color[]::new);
    }

    private static Color color(int rgb, double opacity) {
        int alpha = (int) Math.round(Math.clamp(opacity, 0, 1) * 255);
        return new Color(alpha << 24 | rgb, true);
    }
}
