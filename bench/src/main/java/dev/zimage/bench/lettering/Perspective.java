package dev.zimage.bench.lettering;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/// Lays a shape on a wall that one looks at from the side.
final class Perspective {

    private Perspective() {}

    static Shape of(Shape shape, SplittableRandom random) {
        Rectangle2D box = shape.getBounds2D();
        double sideways = random.nextDouble(0.15, 0.45) * (random.nextBoolean() ? 1 : -1);
        double tilt = random.nextDouble(-0.15, 0.15);
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        PathIterator steps = new FlatteningPathIterator(shape.getPathIterator(null), 0.002);
        double[] point = new double[6];
        for (; !steps.isDone(); steps.next()) {
            int kind = steps.currentSegment(point);
            double across = (point[0] - box.getCenterX()) / box.getWidth();
            double depth = 1 + sideways * across;
            double x = (point[0] - box.getCenterX()) / depth;
            double y = (point[1] - box.getCenterY()) / depth + tilt * x;
            switch (kind) {
                case PathIterator.SEG_MOVETO -> path.moveTo(x, y);
                case PathIterator.SEG_LINETO -> path.lineTo(x, y);
                default -> path.closePath();
            }
        }
        return path;
    }
}
