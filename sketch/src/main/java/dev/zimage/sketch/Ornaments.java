package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import dev.zimage.sketch.type.TypeStyle;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Printers' ornaments: rules, stars, frames.
final class Ornaments {

    private final Page page;

    Ornaments(Page page) {
        this.page = page;
    }

    /// What stands between headline and text, its middle at the top of the box.
    void divider(Graphics2D g, TypeStyle.Ornament kind, Rectangle2D box, Align align, int colour) {
        double line = page.hairline();
        double y = box.getY();
        g.setColor(new Color(colour));
        switch (kind) {
            case NONE -> {}
            case RULE -> {
                double width = Math.min(box.getWidth(), page.shortSide() * 0.11);
                double x = box.getX() + align.before(box.getWidth() - width);
                g.fill(new Rectangle2D.Double(x, y - line * 1.5, width, line * 3));
            }
            case DOUBLE_RULE -> {
                g.fill(
                        new Rectangle2D.Double(
                                box.getX(), y - line * 2.2, box.getWidth(), line * 2.4));
                g.fill(
                        new Rectangle2D.Double(
                                box.getX(), y + line * 1.8, box.getWidth(), line * 0.8));
            }
            case STARS -> stars(g, box, align, line);
            case SWASH -> g.fill(swash(box, align));
        }
    }

    private void stars(Graphics2D g, Rectangle2D box, Align align, double line) {
        double r = page.shortSide() * 0.0105;
        double width = Math.min(box.getWidth(), page.shortSide() * 0.3);
        double x = box.getX() + align.before(box.getWidth() - width);
        double middle = x + width / 2;
        double y = box.getY();
        for (int i = -1; i <= 1; i++) {
            g.fill(star(middle + i * r * 3.4, y, i == 0 ? r * 1.35 : r));
        }
        double rule = width / 2 - r * 6.4;
        if (rule > r) {
            g.fill(new Rectangle2D.Double(x, y - line / 2, rule, line));
            g.fill(new Rectangle2D.Double(x + width - rule, y - line / 2, rule, line));
        }
    }

    static Shape star(double x, double y, double radius) {
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double r = i % 2 == 0 ? radius : radius * 0.42;
            double angle = Math.PI * (i / 5.0 - 0.5);
            if (i == 0) {
                star.moveTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
            } else {
                star.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
            }
        }
        star.closePath();
        return star;
    }

    /// One stroke of a brush, thick where it sets down and thin where it leaves.
    private Shape swash(Rectangle2D box, Align align) {
        double width = Math.min(box.getWidth() * 0.6, page.shortSide() * 0.34);
        double x = box.getX() + align.before(box.getWidth() - width);
        double y = box.getY();
        double t = page.shortSide() * 0.006;
        Path2D stroke = new Path2D.Double();
        stroke.moveTo(x, y + t);
        stroke.curveTo(
                x + width * 0.25, y - t * 3, x + width * 0.5, y - t * 0.6, x + width, y - t * 1.6);
        stroke.curveTo(x + width * 0.62, y + t * 0.9, x + width * 0.3, y - t * 0.4, x, y + t);
        stroke.closePath();
        return stroke;
    }

    /// A frame of two lines inside a box.
    void frame(Graphics2D g, Rectangle2D box, int colour, boolean doubled) {
        double line = page.hairline();
        g.setColor(new Color(colour));
        g.setStroke(
                new BasicStroke((float) (line * 2), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(box);
        if (doubled) {
            g.setStroke(
                    new BasicStroke((float) line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(Page.inset(box, line * 4));
        }
    }

    void outline(Graphics2D g, Shape shape, int colour) {
        g.setColor(new Color(colour));
        g.setStroke(new BasicStroke((float) (page.hairline() * 1.5)));
        g.draw(shape);
    }

    /// Marks at the four corners only.
    void corners(Graphics2D g, Rectangle2D box, int colour) {
        double line = page.hairline() * 2;
        double arm = page.shortSide() * 0.05;
        g.setColor(new Color(colour));
        for (int i = 0; i < 4; i++) {
            boolean right = i % 2 == 1;
            boolean lower = i > 1;
            double x = right ? box.getMaxX() - arm : box.getX();
            double y = lower ? box.getMaxY() - line : box.getY();
            g.fill(new Rectangle2D.Double(x, y, arm, line));
            double v = right ? box.getMaxX() - line : box.getX();
            double u = lower ? box.getMaxY() - arm : box.getY();
            g.fill(new Rectangle2D.Double(v, u, line, arm));
        }
    }

    /// A frame whose corners are cut by quarter circles, as on tickets and labels.
    static Shape ticket(Rectangle2D box, double notch) {
        Area area = new Area(box);
        for (int i = 0; i < 4; i++) {
            double x = i % 2 == 0 ? box.getX() : box.getMaxX();
            double y = i < 2 ? box.getY() : box.getMaxY();
            area.subtract(
                    new Area(new Ellipse2D.Double(x - notch, y - notch, notch * 2, notch * 2)));
        }
        return area;
    }

    static Shape rounded(Rectangle2D box, double radius) {
        return new RoundRectangle2D.Double(
                box.getX(), box.getY(), box.getWidth(), box.getHeight(), radius * 2, radius * 2);
    }
}
