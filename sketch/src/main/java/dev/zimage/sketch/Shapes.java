package dev.zimage.sketch;

import dev.zimage.sketch.colour.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/// Plain geometry for a page without a scene: tiles, discs, bars, rings.
final class Shapes {

    private final LayoutContext sheet;
    private final RandomGenerator random;

    Shapes(LayoutContext sheet) {
        this.sheet = sheet;
        this.random = sheet.layoutRandom();
    }

    /// Fills a part of the page that no type stands in.
    void paint(Rectangle2D area, int ground) {
        Graphics2D g = sheet.page().graphics();
        g.clip(area);
        switch (random.nextInt(4)) {
            case 0 -> discs(g, area, ground);
            case 1 -> bars(g, area, ground);
            case 2 -> rings(g, area, ground);
            default -> tiles(g, area, ground);
        }
        g.dispose();
    }

    private int[] inks(int ground) {
        Palette p = sheet.palette();
        int third = Contrast.ratio(p.deep(), ground) > 1.4 ? p.deep() : p.light();
        return new int[] {p.mid(), p.accent(), third};
    }

    private int ink(int ground) {
        int[] inks = inks(ground);
        return inks[random.nextInt(inks.length)];
    }

    /// A grid of quarter and half circles, discs and triangles.
    private void tiles(Graphics2D g, Rectangle2D area, int ground) {
        double u = Math.min(area.getWidth(), area.getHeight());
        int rows = u < sheet.page().shortSide() * 0.25 ? 1 : 2;
        double side = u / rows;
        boolean wide = area.getWidth() >= area.getHeight();
        int columns = (int) Math.round((wide ? area.getWidth() : area.getHeight()) / side);
        double long1 = (wide ? area.getWidth() : area.getHeight()) / columns;
        double w = wide ? long1 : side;
        double h = wide ? side : long1;
        for (int i = 0; i < (wide ? columns : rows); i++) {
            for (int j = 0; j < (wide ? rows : columns); j++) {
                tile(g, area.getX() + i * w, area.getY() + j * h, w, h, ground);
            }
        }
    }

    private void tile(Graphics2D g, double x, double y, double w, double h, int ground) {
        int back = ink(ground);
        int front = ink(ground);
        if (random.nextInt(3) > 0) {
            g.setColor(new Color(back));
            g.fill(new Rectangle2D.Double(x, y, w + 0.5, h + 0.5));
            front = front == back ? sheet.palette().light() : front;
        }
        g.setColor(new Color(front));
        int turn = random.nextInt(4);
        double left = turn % 2 == 0 ? x : x - w;
        double top = turn < 2 ? y : y - h;
        var clip = g.getClip();
        g.clip(new Rectangle2D.Double(x, y, w, h));
        switch (random.nextInt(5)) {
            case 0, 1 -> g.fill(new Ellipse2D.Double(left, top, w * 2, h * 2));
            case 2 -> g.fill(new Ellipse2D.Double(x + w * 0.14, y + h * 0.14, w * 0.72, h * 0.72));
            case 3 ->
                    g.fill(
                            new Arc2D.Double(
                                    x,
                                    turn < 2 ? y : y - h / 2,
                                    w,
                                    h,
                                    turn < 2 ? 0 : 180,
                                    180,
                                    Arc2D.PIE));
            default -> {
                Path2D half = new Path2D.Double();
                half.moveTo(x, y);
                half.lineTo(x + w, turn % 2 == 0 ? y : y + h);
                half.lineTo(x, y + h);
                half.closePath();
                g.fill(half);
            }
        }
        g.setClip(clip);
    }

    private void discs(Graphics2D g, Rectangle2D area, int ground) {
        int[] inks = inks(ground);
        double r =
                Math.min(area.getHeight() * 0.92, area.getWidth() * random.nextDouble(0.3, 0.42));
        boolean right = random.nextBoolean();
        double x = area.getX() + area.getWidth() * (right ? 0.66 : 0.34);
        double y = area.getMaxY() - r * random.nextDouble(0, 0.1);
        g.setColor(new Color(inks[0]));
        g.fill(disc(x, y, r));
        g.setColor(new Color(inks[1]));
        double side = right ? -1 : 1;
        g.fill(disc(x + side * r * 1.05, area.getMaxY() - r * 0.28, r * 0.44));
        g.setColor(new Color(inks[2]));
        g.fill(disc(x - side * r * 0.2, y - r * 0.35, r * 0.2));
    }

    /// Bars that rise from the edge like the columns of a chart.
    private void bars(Graphics2D g, Rectangle2D area, int ground) {
        int[] inks = inks(ground);
        int count = 5 + random.nextInt(5);
        double w = area.getWidth() / count;
        boolean rising = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            double share = (rising ? i + 1.0 : count - i) / count;
            double h = area.getHeight() * (0.2 + 0.8 * share);
            g.setColor(new Color(inks[(i * 2 + i / 3) % 3]));
            g.fill(new Rectangle2D.Double(area.getX() + i * w, area.getMaxY() - h, w + 0.5, h));
        }
    }

    private void rings(Graphics2D g, Rectangle2D area, int ground) {
        int[] inks = inks(ground);
        double reach = Math.max(area.getWidth(), area.getHeight());
        boolean right = random.nextBoolean();
        double x = right ? area.getMaxX() - reach * 0.18 : area.getX() + reach * 0.18;
        double y = area.getMaxY();
        int count = 7;
        for (int i = count; i > 0; i--) {
            g.setColor(new Color(i % 2 == 0 ? ground : inks[i / 2 % 3]));
            g.fill(disc(x, y, reach * 0.86 * i / count));
        }
    }

    /// A circle of one brush stroke, open where the stroke ends.
    void circleStroke(double x, double y, double radius, int ground) {
        Graphics2D g = sheet.page().graphics();
        int colour = Contrast.mix(ground, sheet.palette().accent(), 0.85);
        double start = random.nextDouble(Math.PI * 2);
        g.setColor(new Color(colour));
        int hairs = 26;
        for (int hair = 0; hair < hairs; hair++) {
            double offset = (hair / (hairs - 1.0) - 0.5) * radius * 0.16;
            double length = Math.PI * 2 * random.nextDouble(0.8, 0.97);
            double lift = random.nextDouble(-0.02, 0.02) * radius;
            g.setStroke(
                    new BasicStroke(
                            (float) (radius * random.nextDouble(0.006, 0.017)),
                            BasicStroke.CAP_ROUND,
                            BasicStroke.JOIN_ROUND));
            Path2D path = new Path2D.Double();
            for (int i = 0; i <= 60; i++) {
                double t = i / 60.0;
                double thin = 1 - 0.55 * t * t;
                double r = radius + offset * thin + lift * t;
                double a = start + length * t;
                if (i == 0) {
                    path.moveTo(x + r * Math.cos(a), y + r * Math.sin(a));
                } else {
                    path.lineTo(x + r * Math.cos(a), y + r * Math.sin(a));
                }
            }
            g.draw(path);
        }
        g.dispose();
    }

    private static Ellipse2D disc(double x, double y, double r) {
        return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    }
}
