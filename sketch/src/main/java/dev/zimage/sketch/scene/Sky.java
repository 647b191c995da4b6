package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Arrays;

/// The sky and what shines in it.
final class Sky {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;
    private double lampX;
    private double lampY;
    private double lampRadius;

    Sky(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// Where the sun or moon stands, for its glitter on water; far outside when there is none.
    double lampX() {
        return lampRadius > 0 ? lampX : Double.NaN;
    }

    double lampRadius() {
        return lampRadius;
    }

    /// The gradient from the top of the picture to the horizon, and below it the same haze.
    void gradient() {
        int[] pixels = stage.pixels();
        int w = stage.width();
        int end = Math.clamp((int) layout.horizon() + 1, 2, stage.height());
        int knee = Math.clamp((int) (end * stage.brush().between(0.45, 0.6)), 1, end - 1);
        int[] upper = Colour.ramp(tints.skyTop(), tints.skyMiddle(), knee);
        int[] lower = Colour.ramp(tints.skyMiddle(), tints.skyLow(), end - knee);
        for (int y = 0; y < stage.height(); y++) {
            int rgb = y < knee ? upper[y] : y < end ? lower[y - knee] : tints.skyLow();
            Arrays.fill(pixels, y * w, (y + 1) * w, rgb);
        }
    }

    /// Chooses a free place for the sun or the moon: `height` is 0 at the horizon, 1 at the top.
    private void place(double radius, double low, double high) {
        double x0 = layout.focus().getX();
        double w = layout.focus().getWidth();
        double top = layout.focus().getY();
        double room = Math.max(radius * 2, layout.horizon() - top);
        lampRadius = Math.min(radius, room * 0.36);
        for (int i = 0; i < 24; i++) {
            lampX = x0 + w * stage.brush().between(0.2, 0.8);
            lampY = layout.horizon() - room * stage.brush().between(low, high);
            lampY = Math.max(lampY, top + lampRadius * 1.15);
            if (layout.isFree(lampX, lampY, lampRadius * 1.05)) {
                return;
            }
        }
    }

    void sun(boolean large) {
        boolean dusk = tints.light() == Light.DUSK;
        place(
                unit
                        * (large || dusk
                                ? stage.brush().between(0.12, 0.17)
                                : stage.brush().between(0.065, 0.09)),
                dusk ? 0.12 : 0.45,
                dusk ? 0.4 : 0.85);
        int glow = dusk ? tints.glow() : Colour.mix(tints.glow(), Colour.WHITE, 0.3);
        brush.glow(lampX, lampY, lampRadius * 4.4, glow, 0.6);
        if (stage.brush().chance(0.5)) {
            for (double ring = 2.7; ring > 1.2; ring -= 0.55) {
                brush.fill(Outlines.circle(lampX, lampY, lampRadius * ring), glow, 0.12);
            }
        }
        int rim = dusk ? tints.accent() : Colour.mix(tints.accent(), tints.pale(), 0.35);
        Shape disc = Outlines.circle(lampX, lampY, lampRadius);
        brush.blend(
                disc,
                0,
                lampY - lampRadius,
                Colour.mix(rim, tints.pale(), dusk ? 0.75 : 0.4),
                0,
                lampY + lampRadius,
                rim);
    }

    /// The sun as it comes up: half above the horizon, its rays fanned out.
    void risingSun() {
        place(unit * stage.brush().between(0.15, 0.2), 0, 0.02);
        lampY = layout.horizon();
        int glow = tints.glow();
        brush.glow(lampX, lampY, lampRadius * 5, glow, 0.65);
        Path2D rays = new Path2D.Double();
        double far = Math.hypot(stage.width(), layout.horizon());
        double turn = stage.brush().between(0, 0.2);
        for (int i = 0; i < 13; i++) {
            double a = Math.PI + turn + Math.PI * i / 12;
            double b = a + Math.PI / 26;
            rays.append(
                    Outlines.polygon(
                            lampX,
                            lampY,
                            lampX + Math.cos(a) * far,
                            lampY + Math.sin(a) * far,
                            lampX + Math.cos(b) * far,
                            lampY + Math.sin(b) * far),
                    false);
        }
        brush.fill(rays, glow, 0.16);
        int rim = Colour.mix(tints.accent(), tints.pale(), 0.3);
        Shape disc = Outlines.circle(lampX, lampY, lampRadius);
        brush.blend(disc, 0, lampY - lampRadius, Colour.mix(rim, tints.pale(), 0.7), 0, lampY, rim);
    }

    void moon(boolean large) {
        place(
                unit
                        * (large
                                ? stage.brush().between(0.14, 0.19)
                                : stage.brush().between(0.07, 0.1)),
                0.5,
                0.9);
        int pale = Colour.mix(Colour.mix(tints.pale(), Colour.WHITE, 0.45), 0xFFF6DC, 0.3);
        brush.glow(lampX, lampY, lampRadius * 4, pale, 0.34);
        brush.fill(Outlines.circle(lampX, lampY, lampRadius * 1.5), pale, 0.07);
        Shape disc = Outlines.circle(lampX, lampY, lampRadius);
        if (stage.brush().chance(large ? 0.2 : 0.45)) {
            double side = stage.brush().chance(0.5) ? 1 : -1;
            disc =
                    Outlines.without(
                            disc,
                            Outlines.circle(
                                    lampX + side * lampRadius * 0.5,
                                    lampY - lampRadius * 0.18,
                                    lampRadius * 0.86));
            brush.fill(disc, pale);
            return;
        }
        brush.fill(disc, pale);
        int sea = Colour.mix(pale, tints.mid(), 0.32);
        double[][] maria = {
            {-0.3, -0.25, 0.34, 0.26},
            {0.28, -0.42, 0.2, 0.15},
            {0.12, 0.05, 0.27, 0.2},
            {-0.38, 0.3, 0.2, 0.16},
            {0.32, 0.45, 0.15, 0.1}
        };
        for (double[] m : maria) {
            brush.fill(
                    Outlines.oval(
                            lampX + m[0] * lampRadius,
                            lampY + m[1] * lampRadius,
                            m[2] * lampRadius,
                            m[3] * lampRadius,
                            20),
                    sea,
                    0.5);
        }
        brush.grain(
                disc,
                tints.skyMiddle(),
                lampX - lampRadius * 0.2,
                lampY,
                0,
                lampX + lampRadius,
                lampY + lampRadius * 0.6,
                0.5);
    }

    /// Stars; `rich` also sows the fine dust that a dark sky shows.
    void stars(boolean rich) {
        int pale = tints.glow();
        int count =
                (int)
                        ((rich ? 420 : 150)
                                * stage.width()
                                * (double) stage.height()
                                / (unit * unit));
        for (int i = 0; i < count; i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = Math.pow(stage.brush().random().nextDouble(), 1.25) * layout.horizon();
            double size =
                    unit * 0.0011 * (0.6 + 2.4 * Math.pow(stage.brush().random().nextDouble(), 5));
            double alpha = stage.brush().between(0.25, 1) * (1 - 0.6 * y / layout.horizon());
            if (layout.isFree(x, y, size) && Math.hypot(x - lampX, y - lampY) > lampRadius * 1.25) {
                brush.fill(Outlines.circle(x, y, Math.max(size, 0.55)), pale, alpha);
            }
        }
        for (int i = 0; i < (rich ? 9 : 4); i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * layout.horizon() * 0.7;
            double size = unit * stage.brush().between(0.008, 0.014);
            if (layout.isFree(x, y, size) && Math.hypot(x - lampX, y - lampY) > lampRadius * 1.6) {
                brush.glow(x, y, size * 1.6, pale, 0.5);
                brush.fill(Outlines.star(x, y, size, 0.14, 4, 0), pale, 0.95);
            }
        }
    }

    /// The band of the galaxy, as lit dust across the sky.
    void milkyWay() {
        Noise noise = new Noise(stage.brush().random());
        double angle = Math.toRadians(stage.brush().between(-65, -35));
        double cx = stage.width() * stage.brush().between(0.35, 0.65);
        double cy = layout.horizon() * 0.45;
        double band = unit * 0.17;
        int cell = Math.max(2, (int) (unit / 170));
        int cool = Colour.mix(tints.mid(), tints.glow(), 0.4);
        int warm = Colour.mix(tints.accent(), tints.glow(), 0.45);
        int w = stage.width();
        int h = (int) layout.horizon();
        float[] field = new float[(w / cell + 2) * (h / cell + 2)];
        int columns = w / cell + 2;
        for (int j = 0; j * cell < h + cell; j++) {
            for (int i = 0; i < columns; i++) {
                double dx = i * cell - cx;
                double dy = j * cell - cy;
                double off = (-dx * Math.sin(angle) + dy * Math.cos(angle)) / band;
                double along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / band;
                off += 0.35 * noise.at(along * 0.8, 3);
                double cloud = 0.55 + 0.9 * noise.fractal(along * 1.3, off * 1.6, 4);
                double rift =
                        Math.exp(-Math.pow((off - 0.1 * noise.at(along, 9)) * 4, 2))
                                * (0.5 + noise.at(along * 1.5, 20));
                field[j * columns + i] =
                        (float) Math.clamp(Math.exp(-off * off * 1.4) * cloud - rift * 0.5, 0, 1);
            }
        }
        blendField(field, columns, cell, h, cool, warm);
        for (int i = 0; i < 520; i++) {
            double t = stage.brush().between(-1, 1) * Math.hypot(w, h);
            double off = band * 0.55 * stage.brush().random().nextGaussian();
            double x = cx + Math.cos(angle) * t - Math.sin(angle) * off;
            double y = cy + Math.sin(angle) * t + Math.cos(angle) * off;
            double size = Math.max(0.5, unit * stage.brush().between(0.0005, 0.0016));
            if (y < layout.horizon() && layout.isFree(x, y, size)) {
                brush.fill(
                        Outlines.circle(x, y, size), tints.glow(), stage.brush().between(0.2, 0.9));
            }
        }
    }

    private void blendField(float[] field, int columns, int cell, int h, int cool, int warm) {
        int[] pixels = stage.pixels();
        int w = stage.width();
        for (int y = 0; y < h; y++) {
            int j = y / cell;
            float fy = (y - j * cell) / (float) cell;
            double fade = Math.min(1, (h - y) / (0.35 * h));
            for (int x = 0; x < w; x++) {
                int i = x / cell;
                float fx = (x - i * cell) / (float) cell;
                int at = j * columns + i;
                float top = field[at] + (field[at + 1] - field[at]) * fx;
                float low =
                        field[at + columns] + (field[at + columns + 1] - field[at + columns]) * fx;
                double v = (top + (low - top) * fy) * fade;
                if (v > 0.01) {
                    pixels[y * w + x] =
                            Colour.over(
                                    Colour.over(pixels[y * w + x], cool, v * 0.62),
                                    warm,
                                    v * v * 0.42);
                }
            }
        }
    }

    /// Flat-bottomed clouds, as many as the weather asks for.
    void clouds(int count) {
        int colour =
                switch (tints.light()) {
                    case DAY -> Colour.mix(tints.pale(), Colour.WHITE, 0.55);
                    case DUSK -> Colour.mix(tints.skyLow(), tints.accent(), 0.35);
                    case NIGHT -> Colour.mix(tints.skyLow(), tints.pale(), 0.14);
                };
        for (int i = 0; i < count; i++) {
            double scale = unit * stage.brush().between(0.1, 0.24);
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = layout.horizon() * stage.brush().between(0.1, 0.8);
            if (layout.isFree(x, y, scale * 0.8)) {
                cloud(x, y, scale, colour);
            }
        }
    }

    private void cloud(double x, double y, double scale, int colour) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int puffs = 4 + stage.brush().random().nextInt(3);
        for (int i = 0; i < puffs; i++) {
            double t = (i + 0.5) / puffs * 2 - 1;
            double r = scale * (0.16 + 0.26 * (1 - t * t)) * stage.brush().between(0.8, 1.2);
            path.append(Outlines.circle(x + t * scale * 0.8, y - r * 0.55, r), false);
        }
        path.append(
                Outlines.box(x - scale, y - scale * 0.16, scale * 2, scale * 0.2, scale * 0.1),
                false);
        Shape cut =
                Outlines.within(
                        path, Outlines.box(x - scale * 2, y - scale * 2, scale * 4, scale * 2.04));
        brush.veil(cut, colour, 0, y - scale * 0.6, 0.95, 0, y + scale * 0.06, 0.35);
    }

    /// Curtains of polar light.
    void aurora() {
        int green = Colour.mix(tints.accent(), 0x5BE7A9, 0.45);
        int violet = Colour.mix(tints.mid(), 0x8A6CFF, 0.4);
        int w = stage.width();
        int h = (int) layout.horizon();
        int[] pixels = stage.pixels();
        for (int band = 0; band < 3; band++) {
            Noise noise = new Noise(stage.brush().random());
            double base = h * stage.brush().between(0.5, 0.85);
            double reach = h * stage.brush().between(0.4, 0.62);
            double tilt = stage.brush().between(-0.3, 0.3) * h / w;
            for (int x = 0; x < w; x++) {
                double u = x / unit;
                double foot = base + (x - w / 2.0) * tilt + noise.fractal(u * 1.6, 3) * h * 0.3;
                double rays = 0.55 + 0.45 * noise.at(u * 26) + 0.2 * noise.at(u * 60);
                double bright = Math.clamp(0.45 + 0.75 * noise.at(u * 2.2 + 40), 0, 1) * rays;
                double top = foot - reach * (0.75 + 0.35 * noise.at(u * 9));
                int from = Math.max(0, (int) top);
                int to = Math.min(h, (int) (foot + h * 0.035));
                for (int y = from; y < to; y++) {
                    double t = y <= foot ? (y - top) / (foot - top) : 1 - (y - foot) / (h * 0.035);
                    double v = bright * (y <= foot ? t * t : t);
                    if (v > 0.01) {
                        int rgb = Colour.over(pixels[y * w + x], violet, v * (1 - t) * 0.9);
                        pixels[y * w + x] = Colour.over(rgb, green, Math.min(1, v * 0.72));
                    }
                }
            }
        }
    }
}
