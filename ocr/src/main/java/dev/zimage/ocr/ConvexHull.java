package dev.zimage.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The convex hull of points (Andrew's monotone chain), and the least rectangle around it.
final class ConvexHull {

    private final List<Point> corners;

    private ConvexHull(List<Point> corners) {
        this.corners = corners;
    }

    static ConvexHull of(List<Point> points) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        List<Point> corners = chain(sorted);
        corners.addAll(chain(sorted.reversed()));
        return new ConvexHull(corners);
    }

    private static List<Point> chain(List<Point> sorted) {
        List<Point> chain = new ArrayList<>();
        for (Point point : sorted) {
            while (chain.size() > 1
                    && turn(chain.get(chain.size() - 2), chain.getLast(), point) <= 0) {
                chain.removeLast();
            }
            chain.add(point);
        }
        chain.removeLast();
        return chain;
    }

    private static double turn(Point from, Point by, Point to) {
        return (by.x() - from.x()) * (to.y() - from.y())
                - (by.y() - from.y()) * (to.x() - from.x());
    }

    /// The rectangle of the least area; one of its sides lies on a side of the hull. Its line runs
    /// at most 45° up or down.
    TextBox leastBox() {
        TextBox least = box(new Point(1, 0));
        for (int i = 0; i < corners.size(); i++) {
            Point from = corners.get(i);
            Point to = corners.get((i + 1) % corners.size());
            double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
            if (length > 0) {
                Point side = new Point((to.x() - from.x()) / length, (to.y() - from.y()) / length);
                TextBox box = box(rightwards(side));
                if (area(box) < area(least) * 0.999) {
                    least = box;
                }
            }
        }
        return least;
    }

    private static double area(TextBox box) {
        return box.length() * box.thickness();
    }

    private static Point rightwards(Point side) {
        Point flat = Math.abs(side.x()) >= Math.abs(side.y()) ? side : side.turned();
        return flat.x() >= 0 ? flat : flat.times(-1);
    }

    private TextBox box(Point direction) {
        Point across = direction.turned();
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Point corner : corners) {
            left = Math.min(left, corner.along(direction));
            right = Math.max(right, corner.along(direction));
            top = Math.min(top, corner.along(across));
            bottom = Math.max(bottom, corner.along(across));
        }
        Point centre =
                new Point(0, 0)
                        .plus(direction, (left + right) / 2)
                        .plus(across, (top + bottom) / 2);
        return new TextBox(centre, direction, right - left, bottom - top);
    }
}
