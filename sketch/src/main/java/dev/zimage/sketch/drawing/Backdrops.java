package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Srgb;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// The backdrops that are painted pixel by pixel: a gradient, water that mirrors, the band of the
/// galaxy, polar lights.
final class Backdrops {

    private Backdrops() {}

    static Instruction read(Element e, VariableScope scope) {
        return switch (e.tag()) {
            case "flood" -> flood(e, scope);
            case "water" -> water(e, scope);
            case "galaxy" -> galaxy(e, scope);
            default -> aurora(e, scope);
        };
    }

    /// Rows from one colour to another.
    private static Instruction flood(Element e, VariableScope scope) {
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
    private static Instruction water(Element e, VariableScope scope) {
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

    /// The band of the galaxy: lit dust along a line through a point, computed in cells.
    private static Instruction galaxy(Element e, VariableScope scope) {
        Expression cx = scope.number(e, "cx", "midX");
        Expression cy = scope.number(e, "cy", "midY");
        Expression angle = scope.number(e, "angle", "0");
        Expression band = scope.number(e, "band", "unit * 0.17");
        List<Expression> fill = scope.numbers(e, "fill");
        return f -> {
            Picture picture = f.picture;
            int w = picture.width();
            int h = (int) picture.value("horizon");
            Noise noise = new Noise(picture.random.nextInt());
            double x = cx.in(f);
            double y = cy.in(f);
            double sin = Math.sin(angle.in(f));
            double cos = Math.cos(angle.in(f));
            double width = band.in(f);
            DoubleBinaryOperator lit =
                    (px, py) ->
                            dust(
                                    noise,
                                    ((px - x) * cos + (py - y) * sin) / width,
                                    ((py - y) * cos - (px - x) * sin) / width);
            Grid field = Grid.of(w, h, Math.max(2, (int) (picture.unit() / 170)), lit);
            int cool = fill.getFirst().colour(f);
            int warm = fill.getLast().colour(f);
            for (int row = 0; row < h; row++) {
                float[] light = field.row(row, 0, w);
                double fade = Math.min(1, (h - row) / (0.35 * h));
                for (int i = 0; i < w; i++) {
                    double v = Math.clamp(light[i], 0, 1) * fade;
                    if (v > 0.01) {
                        int dusty = Srgb.mix(picture.pixels[row * w + i], cool, v * 0.62);
                        picture.pixels[row * w + i] = Srgb.mix(dusty, warm, v * v * 0.42);
                    }
                }
            }
        };
    }

    private static double dust(Noise noise, double along, double offset) {
        double off = offset + 0.35 * noise.at(along * 0.8, 3);
        double cloud = 0.55 + 0.9 * noise.fractal(along * 1.3, off * 1.6, 4);
        double rift = Math.exp(-Math.pow((off - 0.1 * noise.at(along, 9)) * 4, 2));
        return Math.exp(-off * off * 1.4) * cloud - rift * (0.5 + noise.at(along * 1.5, 20)) * 0.5;
    }

    /// Curtains of polar light.
    private static Instruction aurora(Element e, VariableScope scope) {
        List<Expression> fill = scope.numbers(e, "fill");
        return f -> {
            for (int band = 0; band < 3; band++) {
                curtain(f.picture, fill.getFirst().colour(f), fill.getLast().colour(f));
            }
        };
    }

    private static void curtain(Picture picture, int low, int high) {
        int w = picture.width();
        int h = (int) picture.value("horizon");
        Noise noise = new Noise(picture.random.nextInt());
        double base = h * picture.random.nextDouble(0.5, 0.85);
        double reach = h * picture.random.nextDouble(0.4, 0.62);
        double tilt = picture.random.nextDouble(-0.3, 0.3) * h / w;
        for (int x = 0; x < w; x++) {
            double u = x / picture.unit();
            double foot = base + (x - w / 2.0) * tilt + noise.fractal(u * 1.6, 0, 3) * h * 0.3;
            double rays = 0.55 + 0.45 * noise.at(u * 26) + 0.2 * noise.at(u * 60);
            double bright = Math.clamp(0.45 + 0.75 * noise.at(u * 2.2 + 40), 0, 1) * rays;
            double top = foot - reach * (0.75 + 0.35 * noise.at(u * 9));
            int end = Math.min(h, (int) (foot + h * 0.035));
            for (int y = Math.max(0, (int) top); y < end; y++) {
                double t = y <= foot ? (y - top) / (foot - top) : 1 - (y - foot) / (h * 0.035);
                double v = bright * (y <= foot ? t * t : t);
                if (v > 0.01) {
                    int at = y * w + x;
                    int rgb = Srgb.mix(picture.pixels[at], high, v * (1 - t) * 0.9);
                    picture.pixels[at] = Srgb.mix(rgb, low, Math.min(1, v * 0.72));
                }
            }
        }
    }
}
