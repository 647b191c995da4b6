package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Srgb;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;

/// The backdrops that are painted pixel by pixel: a gradient, water that mirrors, haze.
final class Backdrops {

    private Backdrops() {}

    /// Rows from one colour to another.
    static Instruction flood(Element e, VariableScope scope) {
        Expression from = scope.number(e, "from", "0");
        Expression to = scope.number(e, "to", "h");
        List<Expression> fill = scope.numbers(e, "fill");
        return f -> {
            int w = f.picture.image.getWidth();
            int h = f.picture.image.getHeight();
            int[] pixels = Srgb.pixels(f.picture.image);
            int top = Math.clamp((int) from.in(f), 0, h);
            int end = Math.clamp((int) to.in(f), top, h);
            Oklab first = Oklab.of(fill.getFirst().colour(f));
            Oklab last = Oklab.of(fill.getLast().colour(f));
            for (int y = top; y < end; y++) {
                double share = (double) (y - top) / Math.max(1, end - top - 1);
                Arrays.fill(pixels, y * w, (y + 1) * w, first.mix(last, share).rgb());
            }
        };
    }

    /// Makes the picture below a line mirror what was painted above it. `calm` is 1 for a mirror
    /// and 0 for open sea.
    static Instruction water(Element e, VariableScope scope) {
        Expression top = scope.number(e, "y", "horizon");
        Expression calmness = scope.number(e, "calm", "0.4");
        return f -> {
            int w = f.picture.image.getWidth();
            int h = f.picture.image.getHeight();
            int from = Math.clamp(Math.round(top.in(f)), 1, h - 1);
            double calm = calmness.in(f);
            int[] pixels = Srgb.pixels(f.picture.image);
            double wave = f.picture.random.nextDouble(6);
            for (int y = from; y < h; y++) {
                double depth = (y - from + 1.0) / (h - from);
                int source = Math.max(0, from - 1 - (int) ((y - from) * (1.05 - 0.1 * calm)));
                double mirror = (0.2 + 0.45 * calm) * (1 - 0.75 * depth);
                double phase = wave + 420 * Math.sqrt(depth + 0.02) * (0.35 + 0.2 * calm);
                double reach = 0.002 + 0.012 * (1 - calm) + 0.006 * depth;
                int shift = (int) Math.round(Math.min(w, h) * reach * Math.sin(phase));
                for (int x = 0; x < w; x++) {
                    int seen = pixels[source * w + Math.clamp(x + shift, 0, w - 1)];
                    pixels[y * w + x] = Srgb.mix(pixels[y * w + x], seen, mirror);
                }
            }
        };
    }

    /// Colours laid over the picture down to a line, as densely as `cover` has it at the middle of
    /// cells. The steps inside prepare it for the point `px`, `py`.
    static Instruction haze(Element e, VariableScope scope, Function<Element, Instruction> reader) {
        Expression to = scope.number(e, "to", "h");
        Expression cell = scope.number(e, "cell");
        ObjDoubleConsumer<Frame> px = scope.setter("px");
        ObjDoubleConsumer<Frame> py = scope.setter("py");
        Instruction body = reader.apply(e);
        List<Expression> fill = scope.numbers(e, "fill");
        List<Expression> cover = scope.numbers(e, "cover");
        return f -> {
            int w = f.picture.image.getWidth();
            int h = (int) to.in(f);
            int step = Math.max(2, (int) cell.in(f));
            for (int layer = 0; layer < fill.size(); layer++) {
                Expression share = cover.get(layer);
                DoubleBinaryOperator density =
                        (x, y) -> {
                            px.accept(f, x);
                            py.accept(f, y);
                            body.run(f);
                            return share.in(f);
                        };
                Rectangle sky = new Rectangle(w, h);
                Grid.of(w, h, step, density)
                        .lay(f.picture.image, sky, fill.get(layer).colour(f), 1);
            }
        };
    }
}
