package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// A skyline of several depths, with lit windows.
final class City {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final double base;
    private final double room;

    City(SceneCanvas stage, double base) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.base = base;
        this.room = Math.max(stage.unit() * 0.06, base - stage.layout().skyline());
    }

    void paint() {
        row(0.55, 1.0, 0.16, 0.075, 0);
        row(0.4, 0.8, 0.4, 0.085, 0.3);
        row(0.2, 0.55, 0.7, 0.1, 0.55);
        brush.veil(
                Outlines.box(0, base - room * 0.4, stage.width(), room * 0.4 + 1),
                tints.haze(),
                0,
                base - room * 0.4,
                0,
                0,
                base,
                0.3);
    }

    private void row(double low, double high, double nearness, double width, double windows) {
        int wall = tints.depth(nearness);
        Noise noise = new Noise(stage.brush().random());
        double x = -stage.unit() * 0.03;
        double limit = Math.min(room, stage.unit() * 0.75);
        while (x < stage.width()) {
            double w = stage.unit() * width * stage.brush().between(0.6, 1.4);
            double hump = 0.5 + 0.5 * noise.at(x / stage.unit() * 1.7);
            double h =
                    limit
                            * (low
                                    + (high - low)
                                            * (0.55 * hump
                                                    + 0.45 * stage.brush().random().nextDouble()))
                            * 0.92;
            building(x, w, h, wall, windows);
            x += w * stage.brush().between(0.92, 1.12);
        }
    }

    private void building(double x, double w, double h, int wall, double windows) {
        double top = base - h;
        int shade = Colour.mix(wall, tints.near(), 0.3);
        Path2D body = new Path2D.Double(Path2D.WIND_NON_ZERO);
        body.append(Outlines.box(x, top, w, h + 2), false);
        double cx = x + w / 2;
        switch (stage.brush().random().nextInt(8)) {
            case 0 ->
                    body.append(Outlines.polygon(x, top, x + w, top, x + w, top - w * 0.35), false);
            case 1 -> {
                body.append(Outlines.box(x + w * 0.2, top - w * 0.25, w * 0.6, w * 0.3), false);
                body.append(Outlines.box(cx - w * 0.02, top - w * 0.8, w * 0.04, w * 0.6), false);
            }
            case 2 ->
                    body.append(
                            Outlines.polygon(x, top + 1, cx, top - w * 0.7, x + w, top + 1), false);
            case 3 -> body.append(Outlines.oval(cx, top, w * 0.5, w * 0.32), false);
            case 4 -> {
                body.append(Outlines.box(x + w * 0.14, top - w * 0.2, w * 0.72, w * 0.25), false);
                body.append(Outlines.box(x + w * 0.3, top - w * 0.42, w * 0.4, w * 0.3), false);
            }
            case 5 ->
                    body.append(
                            Outlines.box(x + w * 0.1, top - w * 0.12, w * 0.25, w * 0.15), false);
            default -> {}
        }
        brush.fill(body, wall);
        brush.fill(
                Outlines.within(body, Outlines.box(cx + w * 0.12, top - w, w, h + w + 2)),
                shade,
                0.55);
        if (windows > 0) {
            windows(x, top, w, h, windows);
        }
    }

    private void windows(double x, double top, double w, double h, double share) {
        double cell = Math.max(4, stage.unit() * 0.0125);
        int columns = (int) (w / cell) - 1;
        int rows = (int) Math.min(40, h / cell - 1);
        double lit =
                switch (tints.light()) {
                    case DAY -> 0;
                    case DUSK -> 0.3;
                    case NIGHT -> 0.48;
                };
        int dark = tints.light() == Light.DAY ? tints.depth(0.25) : tints.depth(0.8);
        double left = x + (w - columns * cell) / 2;
        Path2D lamps = new Path2D.Double();
        Path2D panes = new Path2D.Double();
        boolean bands = stage.brush().chance(0.25);
        for (int r = 0; r < rows; r++) {
            boolean floor = stage.brush().chance(0.8);
            for (int c = 0; c < columns; c++) {
                Shape pane =
                        Outlines.box(
                                left + c * cell + cell * 0.25,
                                top + (r + 0.7) * cell,
                                bands ? cell * 0.9 : cell * 0.5,
                                cell * (bands ? 0.35 : 0.55));
                boolean on = floor && stage.brush().random().nextDouble() < lit;
                (on ? lamps : panes).append(pane, false);
            }
        }
        brush.fill(panes, dark, 0.35 + share * 0.3);
        brush.fill(lamps, tints.lamp(), 0.55 + share * 0.45);
    }
}
