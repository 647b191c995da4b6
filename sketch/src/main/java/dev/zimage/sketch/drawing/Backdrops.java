package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Srgb;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/// The backdrops that are painted pixel by pixel: a gradient, water that mirrors, haze.
final class Backdrops {

    private Backdrops() {}

    /// Rows from one colour to another.
    static Instruction flood(Element e, VariableScope scope) {
        Expression from = scope.number(e, "from", "0");
        Expression to = scope.number(e, "to", "h");
        List<Expression> fill = scope.numbers(e, "fill");
        return f -> {
            int w = f.picture.width();
            int top = Math.clamp((int) from.in(f), 0, f.picture.height());
            int end = Math.clamp((int) to.in(f), top, f.picture.height());
            int[] rows = ramp(fill.getFirst().colour(f), fill.getLast().colour(f), end - top);
            for (int y = top; y < end; y++) {
                Arrays.fill(f.picture.pixels, y * w, (y + 1) * w, rows[y - top]);
            }
        };
    }

    private static int[] ramp(int from, int to, int count) {
        Oklab first = Oklab.of(from);
        Oklab last = Oklab.of(to);
        int[] colours = new int[count];
        for (int i = 0; i < count; i++) {
            colours[i] = first.mix(last, count == 1 ? 0 : (double) i / (count - 1)).rgb();
        }
        return colours;
    }

    /// Water from a line to the bottom of the picture, which mirrors what was painted above it.
    /// `calm` is 1 for a mirror and 0 for open sea.
    static Instruction water(Element e, VariableScope scope) {
        Expression top = scope.number(e, "y", "horizon");
        Expression calmness = scope.number(e, "calm", "0.4");
        List<Expression> fill = scope.numbers(e, "fill");
        return f -> {
            int w = f.picture.width();
            int h = f.picture.height();
            int from = Math.clamp(Math.round(top.in(f)), 1, h - 1);
            double calm = calmness.in(f);
            int[] pixels = f.picture.pixels;
            int[] own = ramp(fill.getFirst().colour(f), fill.getLast().colour(f), h - from);
            double wave = f.picture.random.nextDouble(6);
            for (int y = from; y < h; y++) {
                double depth = (y - from + 1.0) / (h - from);
                int source = Math.max(0, from - 1 - (int) ((y - from) * (1.05 - 0.1 * calm)));
                double mirror = (0.2 + 0.45 * calm) * (1 - 0.75 * depth);
                double phase = wave + 420 * Math.sqrt(depth + 0.02) * (0.35 + 0.2 * calm);
                double reach = 0.002 + 0.012 * (1 - calm) + 0.006 * depth;
                int shift = (int) Math.round(f.picture.unit() * reach * Math.sin(phase));
                for (int x = 0; x < w; x++) {
                    int seen = pixels[source * w + Math.clamp(x + shift, 0, w - 1)];
                    pixels[y * w + x] = Srgb.mix(own[y - from], seen, mirror);
                }
            }
        };
    }

    /// Colours laid over the picture down to a line, as densely as `cover` has it at the middle of
    /// cells. The steps inside prepare it for the point `px`, `py`.
    static Instruction haze(Element e, VariableScope scope, Function<Element, Instruction> reader) {
        Expression to = scope.number(e, "to", "h");
        Expression cell = scope.number(e, "cell");
        VariableScope.Setter px = scope.setter("px");
        VariableScope.Setter py = scope.setter("py");
        Instruction body = reader.apply(e);
        List<Expression> fill = scope.numbers(e, "fill");
        List<Expression> cover = scope.numbers(e, "cover");
        return f -> {
            int w = f.picture.width();
            int h = (int) to.in(f);
            int step = Math.max(2, (int) cell.in(f));
            for (int layer = 0; layer < fill.size(); layer++) {
                Expression share = cover.get(layer);
                DoubleBinaryOperator density =
                        (x, y) -> {
                            px.set(f, x);
                            py.set(f, y);
                            body.run(f);
                            return share.in(f);
                        };
                Grid field = Grid.of(w, h, step, density);
                lay(f.picture, field, w, h, fill.get(layer).colour(f));
            }
        };
    }

    private static void lay(Picture picture, Grid cover, int w, int h, int rgb) {
        for (int y = 0; y < h; y++) {
            float[] row = cover.row(y, 0, w);
            for (int x = 0; x < w; x++) {
                int at = y * w + x;
                picture.pixels[at] = Srgb.mix(picture.pixels[at], rgb, Math.clamp(row[x], 0, 1));
            }
        }
    }
}
