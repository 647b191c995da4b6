package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;

/// Rare sights of the sky: a rainbow, fireworks, lightning, lanterns, meteors.
final class SkyEvents {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    SkyEvents(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    void rainbow() {
        int[] natural = {0xE4504A, 0xF2944A, 0xF6D365, 0x6FBF73, 0x4F9BD9, 0x8C6BC8};
        double room = layout.horizon() - layout.focus().getY();
        double r = Math.min(room * 0.9, layout.focus().getWidth() * 0.6);
        double cx =
                layout.focus().getCenterX()
                        + layout.focus().getWidth() * stage.brush().between(-0.15, 0.15);
        double width = r * 0.045;
        for (int i = 0; i < natural.length; i++) {
            int rgb = Colour.mix(natural[i], tints.skyMiddle(), 0.22);
            double radius = r - i * width;
            brush.line(
                    new Arc2D.Double(
                            cx - radius,
                            layout.horizon() - radius,
                            radius * 2,
                            radius * 2,
                            0,
                            180,
                            Arc2D.OPEN),
                    rgb,
                    0.75,
                    width * 1.06);
        }
    }

    void fireworks() {
        int bursts = 4 + stage.brush().random().nextInt(3);
        double room = layout.horizon() - layout.focus().getY();
        for (int i = 0; i < bursts; i++) {
            double r = Math.min(unit * 0.2, room * 0.4) * stage.brush().between(0.55, 1.1);
            double x =
                    layout.focus().getX()
                            + layout.focus().getWidth()
                                    * (i + 0.5 + stage.brush().between(-0.3, 0.3))
                                    / bursts;
            double y = layout.focus().getY() + room * stage.brush().between(0.2, 0.6);
            y = Math.max(y, layout.focus().getY() + r * 0.8);
            if (layout.isFree(x, y, r * 0.8)) {
                int rgb =
                        switch (i % 3) {
                            case 0 -> Colour.mix(tints.accent(), 0xFFC04D, 0.3);
                            case 1 -> Colour.mix(tints.pale(), 0xFFE9B0, 0.3);
                            default ->
                                    Colour.mix(
                                            Colour.mix(tints.mid(), tints.pale(), 0.45),
                                            tints.accent(),
                                            0.2);
                        };
                burst(x, y, r, rgb);
            }
        }
    }

    private void burst(double x, double y, double r, int rgb) {
        brush.glow(x, y, r * 1.5, rgb, 0.4);
        int rays = 26 + stage.brush().random().nextInt(12);
        brush.line(
                Outlines.curve(x, y + r * 0.3, x + r * 0.05, layout.horizon()),
                rgb,
                0.13,
                unit * 0.002);
        for (int i = 0; i < rays; i++) {
            double a = Math.PI * 2 * i / rays;
            double reach = r * stage.brush().between(0.78, 1);
            double ex = x + Math.cos(a) * reach;
            double ey = y + Math.sin(a) * reach * 0.95 + r * 0.1;
            double mx = x + Math.cos(a) * reach * 0.55;
            double my = y + Math.sin(a) * reach * 0.55;
            brush.line(
                    Outlines.curve(
                            x + Math.cos(a) * r * 0.16, y + Math.sin(a) * r * 0.16, mx, my, ex, ey),
                    rgb,
                    0.85,
                    unit * 0.0026);
            brush.fill(Outlines.circle(ex, ey, unit * 0.0042), Colour.lighter(rgb, 0.5));
            double inner = r * 0.5;
            brush.fill(
                    Outlines.circle(
                            x + Math.cos(a + 0.12) * inner,
                            y + Math.sin(a + 0.12) * inner,
                            unit * 0.0026),
                    Colour.lighter(rgb, 0.3));
        }
        brush.glow(x, y, r * 0.3, Colour.WHITE, 0.7);
    }

    /// A heavy sky, darker towards the top.
    void overcast() {
        double h = layout.horizon();
        brush.veil(
                Outlines.box(0, 0, stage.width(), h),
                Colour.mix(tints.middle(), tints.near(), 0.4),
                0,
                0,
                0.62,
                0,
                h,
                0.05);
    }

    void lightning() {
        int cloud = Colour.mix(tints.skyTop(), tints.near(), 0.5);
        double top = layout.focus().getY();
        double room = layout.horizon() - top;
        double x =
                layout.focus().getX() + layout.focus().getWidth() * stage.brush().between(0.3, 0.7);
        double y = top + room * 0.22;
        for (int i = 0; i < 9; i++) {
            double cx =
                    layout.focus().getX()
                            + layout.focus().getWidth() * (i + 0.5) / 9
                            + unit * stage.brush().between(-0.04, 0.04);
            double r = Math.min(unit * stage.brush().between(0.09, 0.16), room * 0.3);
            double cy = top + room * stage.brush().between(-0.02, 0.14);
            brush.fill(
                    Outlines.oval(cx, cy, r * 1.5, r),
                    Colour.mix(cloud, tints.skyMiddle(), stage.brush().between(0, 0.35)));
        }
        int flash = Colour.mix(tints.lamp(), Colour.WHITE, 0.75);
        brush.glow(x, y + room * 0.3, room * 0.7, flash, 0.5);
        Path2D bolt = new Path2D.Double();
        double h = room * 0.72;
        double[][] p = {
            {0.1, 0},
            {-0.09, 0.44},
            {0.01, 0.44},
            {-0.07, 0.72},
            {0.02, 0.71},
            {-0.08, 1.0},
            {0.12, 0.62},
            {0.035, 0.62},
            {0.15, 0.35},
            {0.06, 0.35},
            {0.2, 0}
        };
        bolt.moveTo(x + p[0][0] * h, y + p[0][1] * h);
        for (double[] q : p) {
            bolt.lineTo(x + q[0] * h, y + q[1] * h);
        }
        bolt.closePath();
        brush.fill(bolt, flash);
    }

    /// One or more meteors.
    void meteors() {
        for (int i = 0; i < 3; i++) {
            double x =
                    layout.focus().getX()
                            + layout.focus().getWidth() * stage.brush().between(0.15, 0.9);
            double y =
                    layout.focus().getY()
                            + (layout.horizon() - layout.focus().getY())
                                    * stage.brush().between(0.05, 0.5);
            double l = unit * stage.brush().between(0.08, 0.18);
            if (layout.isFree(x, y, l)) {
                Shape tail =
                        Outlines.polygon(x, y, x + l, y - l * 0.55, x + l * 0.01, y - l * 0.028);
                brush.veil(tail, tints.glow(), x, y, 0.95, x + l, y - l * 0.55, 0);
            }
        }
    }

    /// Paper lanterns: hung from above for a feast, or let go into the night.
    void lanterns(boolean hung) {
        double room = layout.horizon() - layout.focus().getY();
        double fw = layout.focus().getWidth();
        int count = hung ? 5 : 13;
        for (int i = 0; i < count; i++) {
            double near = hung ? stage.brush().between(0.6, 1) : Math.pow((i + 1.0) / count, 2);
            double size =
                    Math.min(unit * (hung ? 0.17 : 0.03 + 0.12 * near), room * (hung ? 0.36 : 0.3));
            size *= hung ? near : 1;
            double x =
                    layout.focus().getX()
                            + fw
                                    * (hung
                                            ? (i + 0.5) / count + stage.brush().between(-0.05, 0.05)
                                            : stage.brush().between(0.04, 0.96));
            double y =
                    layout.focus().getY()
                            + (hung
                                    ? size * stage.brush().between(1.3, 2.3)
                                    : room * stage.brush().between(0.16, 1.0));
            if (layout.isFree(x, y - size / 2, size * 0.7)) {
                if (hung) {
                    red(x, y, size, layout.focus().getY());
                } else {
                    sky(x, y, size);
                }
            }
        }
    }

    private void sky(double x, double y, double size) {
        int paper = Colour.mix(Colour.mix(tints.accent(), 0xFFA63D, 0.5), tints.pale(), 0.2);
        brush.glow(x, y - size * 0.5, size * 1.5, paper, 0.55);
        Brush b = brush.at(x, y, size, size, stage.brush().between(-9, 9));
        Shape bag =
                Outlines.svg(
                        "M -0.26 -0.02 C -0.4 -0.4 -0.42 -0.75 -0.26 -0.94 Q 0 -1.04 0.26 -0.94 C"
                                + " 0.42 -0.75 0.4 -0.4 0.26 -0.02 Z");
        b.blend(
                bag,
                0,
                -1,
                Colour.mix(paper, tints.deep(), 0.25),
                0,
                0,
                Colour.mix(paper, 0xFFE9A8, 0.75));
        b.fill(Outlines.oval(0, -0.03, 0.26, 0.06), Colour.mix(paper, Colour.WHITE, 0.7));
        b.line(
                Outlines.curve(-0.09, -0.05, -0.13, -0.5, -0.08, -0.97),
                Colour.mix(paper, tints.deep(), 0.4),
                0.5,
                0.012);
        b.line(
                Outlines.curve(0.1, -0.05, 0.14, -0.5, 0.08, -0.97),
                Colour.mix(paper, tints.deep(), 0.4),
                0.5,
                0.012);
    }

    private void red(double x, double y, double size, double top) {
        int silk = Colour.mix(tints.accent(), 0xD3281F, 0.5);
        int gold = Colour.mix(tints.lamp(), 0xFFC64A, 0.5);
        brush.line(
                Outlines.curve(x, top - 2, x, y - size * 0.9),
                gold,
                0.9,
                Math.max(0.6, size * 0.02));
        brush.glow(x, y - size * 0.45, size * 1.2, Colour.mix(silk, gold, 0.5), 0.4);
        Brush b = brush.at(x, y, size);
        Shape body = Outlines.oval(0, -0.45, 0.5, 0.36);
        b.fill(body, silk);
        b.grain(body, tints.ink(), 0.05, -0.4, 0, 0.5, -0.2, 0.6);
        b.glow(0, -0.42, 0.36, gold, 0.55);
        for (int i = 1; i < 4; i++) {
            b.line(Outlines.oval(0, -0.45, 0.5 * i / 4.0, 0.36), gold, 0.75, 0.014);
        }
        b.fill(Outlines.box(-0.2, -0.86, 0.4, 0.08, 0.02), gold);
        b.fill(Outlines.box(-0.2, -0.13, 0.4, 0.08, 0.02), gold);
        for (int i = -2; i <= 2; i++) {
            b.line(
                    Outlines.curve(i * 0.045, -0.06, i * 0.055, 0.28 - Math.abs(i) * 0.03),
                    silk,
                    0.024);
        }
    }
}
