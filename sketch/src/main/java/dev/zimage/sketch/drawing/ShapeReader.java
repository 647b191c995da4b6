package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the elements that are shapes. Each is painted, named for later use, or added to the shape
/// around it.
///
/// @param ids of the shapes that were read
record ShapeReader(VariableScope scope, Paints paints, Set<String> ids) {

    /// @param coats of grain on the shape
    Instruction read(Element e, List<Element> coats) {
        return e.tag().equals("to") ? to(e) : read(e, outline(e), e.optional("id"), coats);
    }

    Instruction read(
            Element e, Function<Frame, Shape> plain, @Nullable String id, List<Element> coats) {
        Function<Frame, Shape> outline = altered(e, plain);
        List<BiConsumer<Frame, Shape>> paint = new ArrayList<>();
        if (Paints.isPainted(e)) {
            paint.add(paints.coat(e));
        }
        for (Element coat : coats) {
            paint.add(paints.coat(coat));
            coat.allRead();
        }
        if (id != null) {
            ids.add(id);
        }
        return frame -> {
            Shape shape = outline.apply(frame);
            if (id != null) {
                frame.shapes.put(id, shape);
            } else if (frame.path != null) {
                frame.path.append(shape, false);
                return;
            }
            paint.forEach(coat -> coat.accept(frame, shape));
        };
    }

    /// A line to a point, within a shape.
    private Instruction to(Element e) {
        Expression x = scope.number(e, "x");
        Expression y = scope.number(e, "y");
        return frame -> {
            Path2D path = frame.path;
            if (path != null && path.getCurrentPoint() == null) {
                path.moveTo(x.in(frame), y.in(frame));
            } else if (path != null) {
                path.lineTo(x.in(frame), y.in(frame));
            }
        };
    }

    private Function<Frame, Shape> outline(Element e) {
        return switch (e.tag()) {
            case "path" -> PathReader.read(e.text("d"), scope);
            case "letters" -> frame -> frame.picture.host().letters();
            case "outline" -> named(e.text("of"));
            case "use" -> named(e.text("href").substring(1));
            case "circle" -> numbered(e, "cx=0 cy=0 r", 3, ShapeReader::circle);
            case "ellipse" -> numbered(e, "cx=0 cy=0 rx ry", 4, ShapeReader::ellipse);
            case "rect" -> numbered(e, "x=0 y=0 width height rx=0", 5, ShapeReader::box);
            case "leaf" -> numbered(e, "from to width", 5, ShapeReader::leaf);
            case "polygon" -> numbered(e, "points", 0, ShapeReader::polygon);
            case "curve" -> numbered(e, "points", 0, ShapeReader::curve);
            default ->
                    throw new IllegalArgumentException("element " + e.tag() + " is not supported");
        };
    }

    private Function<Frame, Shape> named(String name) {
        if (!ids.contains(name)) {
            throw new IllegalArgumentException("unknown shape #" + name);
        }
        return frame -> frame.shape(name);
    }

    /// @param attributes that give the shape's numbers, each with its default after `=`
    /// @param count of the numbers, or 0 for any
    private Function<Frame, Shape> numbered(
            Element e, String attributes, int count, Function<double[], Shape> shape) {
        List<Expression> numbers = new ArrayList<>();
        for (String attribute : attributes.split(" ", -1)) {
            String[] words = attribute.split("=", 2);
            String[] otherwise = Arrays.copyOfRange(words, 1, words.length);
            numbers.addAll(scope.numbers(e, words[0], otherwise));
        }
        if (count > 0 && numbers.size() != count) {
            throw new IllegalArgumentException(e.tag() + " takes " + count + " numbers");
        }
        return f -> shape.apply(Expression.values(numbers, f));
    }

    /// Turned, moved, cut to another shape or cut out by one.
    private Function<Frame, Shape> altered(Element e, Function<Frame, Shape> plain) {
        Function<Frame, Shape> placed = placed(e, plain);
        return cut(e, "without", cut(e, "within", placed, Area::intersect), Area::subtract);
    }

    private static Function<Frame, Shape> cut(
            Element e, String how, Function<Frame, Shape> shape, BiConsumer<Area, Area> cut) {
        String other = e.optional(how);
        return other == null
                ? shape
                : f -> {
                    Area area = new Area(shape.apply(f));
                    cut.accept(area, new Area(f.shape(other)));
                    return area;
                };
    }

    /// Turned about a point, by default the middle of the shape, and moved.
    private Function<Frame, Shape> placed(Element e, Function<Frame, Shape> plain) {
        if (!e.attributes().containsKey("turn") && !e.attributes().containsKey("move")) {
            return plain;
        }
        Expression degrees = scope.number(e, "turn", "0");
        List<Expression> by = scope.numbers(e, "move", "0, 0");
        boolean centred = !e.attributes().containsKey("about");
        List<Expression> about = scope.numbers(e, "about", "0, 0");
        return f -> {
            Shape shape = plain.apply(f);
            Rectangle2D box = shape.getBounds2D();
            double x = centred ? box.getCenterX() : about.getFirst().in(f);
            double y = centred ? box.getCenterY() : about.getLast().in(f);
            AffineTransform place =
                    AffineTransform.getTranslateInstance(by.getFirst().in(f), by.getLast().in(f));
            place.rotate(Math.toRadians(degrees.in(f)), x, y);
            return place.createTransformedShape(shape);
        };
    }

    private static Shape circle(double... v) {
        return ellipse(v[0], v[1], v[2], v[2]);
    }

    private static Shape ellipse(double... v) {
        return new Ellipse2D.Double(v[0] - v[2], v[1] - v[3], v[2] * 2, v[3] * 2);
    }

    /// A box from its corner, width, height and the radius of its corners. It runs clockwise like
    /// the other shapes, so that they join under the non-zero rule.
    private static Shape box(double... v) {
        if (v[4] == 0) {
            return new Rectangle2D.Double(v[0], v[1], v[2], v[3]);
        }
        Shape round =
                new RoundRectangle2D.Double(-v[0] - v[2], v[1], v[2], v[3], v[4] * 2, v[4] * 2);
        return AffineTransform.getScaleInstance(-1, 1).createTransformedShape(round);
    }

    private static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /// A smooth line through the points (Catmull-Rom).
    private static Path2D curve(double... p) {
        int n = p.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(p[0], p[1]);
        for (int i = 0; i < n - 1; i++) {
            int a = Math.max(0, i - 1) * 2;
            int b = i * 2;
            int c = b + 2;
            int d = Math.min(n - 1, i + 2) * 2;
            path.curveTo(
                    p[b] + (p[c] - p[a]) / 6,
                    p[b + 1] + (p[c + 1] - p[a + 1]) / 6,
                    p[c] - (p[d] - p[b]) / 6,
                    p[c + 1] - (p[d + 1] - p[b + 1]) / 6,
                    p[c],
                    p[c + 1]);
        }
        return path;
    }

    /// A leaf from one point to another, pointed at both ends; its width is a share of its length.
    private static Path2D leaf(double... v) {
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
}
