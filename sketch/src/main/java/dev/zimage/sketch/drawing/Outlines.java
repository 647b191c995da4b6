package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.stream.DoubleStream;

/// The outlines that drawings are made of. Points are given as `x, y, x, y, …`.
final class Outlines {

    private Outlines() {}

    static Shape circle(double... v) {
        return ellipse(v[0], v[1], v[2], v[2]);
    }

    static Shape ellipse(double... v) {
        return new Ellipse2D.Double(v[0] - v[2], v[1] - v[3], v[2] * 2, v[3] * 2);
    }

    /// A box from its corner, width, height and the radius of its corners. It runs clockwise like
    /// the other shapes, so that they join under the non-zero rule.
    static Shape box(double... v) {
        if (v[4] == 0) {
            return new Rectangle2D.Double(v[0], v[1], v[2], v[3]);
        }
        Shape round =
                new RoundRectangle2D.Double(-v[0] - v[2], v[1], v[2], v[3], v[4] * 2, v[4] * 2);
        return AffineTransform.getScaleInstance(-1, 1).createTransformedShape(round);
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

    /// A closed smooth line through the points of a path.
    static Path2D blob(Path2D path) {
        DoubleStream.Builder points = DoubleStream.builder();
        double[] at = new double[6];
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            i.currentSegment(at);
            points.add(at[0]).add(at[1]);
        }
        return blob(points.build().toArray());
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

    /// A leaf from one point to another, pointed at both ends; its width is a share of its length.
    static Path2D leaf(double... v) {
        double mx = (v[0] + v[2]) / 2;
        double my = (v[1] + v[3]) / 2;
        double nx = -(v[3] - v[1]) * v[4];
        double ny = (v[2] - v[0]) * v[4];
        Path2D path = new Path2D.Double();
        path.moveTo(v[0], v[1]);
        path.quadTo(mx + nx, my + ny, v[2], v[3]);
        path.quadTo(mx - nx, my - ny, v[0], v[1]);
        path.closePath();
        return path;
    }

    /// A star round a point: its radius, the share of it between the rays, and their number.
    static Path2D star(double... v) {
        int points = (int) v[4];
        double[] xy = new double[points * 4];
        for (int i = 0; i < points * 2; i++) {
            double angle = Math.PI * i / points - Math.PI / 2;
            double r = i % 2 == 0 ? v[2] : v[2] * v[3];
            xy[i * 2] = v[0] + Math.cos(angle) * r;
            xy[i * 2 + 1] = v[1] + Math.sin(angle) * r;
        }
        return polygon(xy);
    }
}
