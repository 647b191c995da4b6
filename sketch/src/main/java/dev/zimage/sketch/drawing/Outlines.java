package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The outlines that drawings are made of. Points are given as `x, y, x, y, …`.
final class Outlines {

    private Outlines() {}

    static Shape circle(double x, double y, double radius) {
        return oval(x, y, radius, radius);
    }

    static Shape oval(double x, double y, double rx, double ry) {
        return new Ellipse2D.Double(x - rx, y - ry, rx * 2, ry * 2);
    }

    static Shape box(double x, double y, double w, double h) {
        return new Rectangle2D.Double(x, y, w, h);
    }

    static Shape box(double x, double y, double w, double h, double corner) {
        double r = Math.min(corner, Math.min(w, h) / 2);
        double k = r * 0.4477;
        double right = x + w;
        double foot = y + h;
        // Clockwise like the other shapes, so that they join under the non-zero rule.
        Path2D path = new Path2D.Double();
        path.moveTo(x + r, y);
        path.lineTo(right - r, y);
        path.curveTo(right - k, y, right, y + k, right, y + r);
        path.lineTo(right, foot - r);
        path.curveTo(right, foot - k, right - k, foot, right - r, foot);
        path.lineTo(x + r, foot);
        path.curveTo(x + k, foot, x, foot - k, x, foot - r);
        path.lineTo(x, y + r);
        path.curveTo(x, y + k, x + k, y, x + r, y);
        path.closePath();
        return path;
    }

    static Shape turned(Shape shape, double x, double y, double degrees) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y)
                .createTransformedShape(shape);
    }

    static Shape moved(Shape shape, double dx, double dy) {
        return AffineTransform.getTranslateInstance(dx, dy).createTransformedShape(shape);
    }

    static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /// A closed smooth line through the points (Catmull-Rom).
    static Path2D blob(double... points) {
        int n = points.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 0; i < n; i++) {
            bend(path, points, (i + n - 1) % n, i, (i + 1) % n, (i + 2) % n);
        }
        path.closePath();
        return path;
    }

    /// An open smooth line through the points.
    static Path2D curve(double... points) {
        int n = points.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 0; i < n - 1; i++) {
            bend(path, points, Math.max(0, i - 1), i, i + 1, Math.min(n - 1, i + 2));
        }
        return path;
    }

    private static void bend(Path2D path, double[] p, int a, int b, int c, int d) {
        path.curveTo(
                p[b * 2] + (p[c * 2] - p[a * 2]) / 6,
                p[b * 2 + 1] + (p[c * 2 + 1] - p[a * 2 + 1]) / 6,
                p[c * 2] - (p[d * 2] - p[b * 2]) / 6,
                p[c * 2 + 1] - (p[d * 2 + 1] - p[b * 2 + 1]) / 6,
                p[c * 2],
                p[c * 2 + 1]);
    }

    /// A leaf from one point to the other, pointed at both ends; `width` is its share of the
    /// length.
    static Path2D leaf(double x0, double y0, double x1, double y1, double width) {
        double mx = (x0 + x1) / 2;
        double my = (y0 + y1) / 2;
        double nx = -(y1 - y0) * width;
        double ny = (x1 - x0) * width;
        Path2D path = new Path2D.Double();
        path.moveTo(x0, y0);
        path.quadTo(mx + nx, my + ny, x1, y1);
        path.quadTo(mx - nx, my - ny, x0, y0);
        path.closePath();
        return path;
    }

    /// A star of `points` rays, or a rosette where `inner` is near 1.
    static Path2D star(
            double x, double y, double radius, double inner, int points, double degrees) {
        double[] xy = new double[points * 4];
        for (int i = 0; i < points * 2; i++) {
            double angle = Math.toRadians(degrees) + Math.PI * i / points - Math.PI / 2;
            double r = i % 2 == 0 ? radius : radius * inner;
            xy[i * 2] = x + Math.cos(angle) * r;
            xy[i * 2 + 1] = y + Math.sin(angle) * r;
        }
        return polygon(xy);
    }

    /// What both shapes cover.
    static Shape within(Shape shape, Shape bounds) {
        Area area = new Area(shape);
        area.intersect(new Area(bounds));
        return area;
    }

    /// What the first shape covers and the second does not.
    static Shape without(Shape shape, Shape hole) {
        Area area = new Area(shape);
        area.subtract(new Area(hole));
        return area;
    }
}
