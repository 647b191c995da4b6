package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the elements that are shapes. Each is painted, named for later use, or added to the shape
/// around it.
final class ShapeReader {

    /// A kind of shape.
    ///
    /// @param attributes that give its numbers, each with its default after `=`
    /// @param count of the numbers, or 0 for any
    private record Kind(String attributes, int count, Function<double[], Shape> shape) {}

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    kind("circle", "cx=0 cy=0 r", 3, v -> Outlines.oval(v[0], v[1], v[2], v[2])),
                    kind("glow", "cx cy r", 3, v -> Outlines.oval(v[0], v[1], v[2], v[2])),
                    kind(
                            "ellipse",
                            "cx=0 cy=0 rx ry",
                            4,
                            v -> Outlines.oval(v[0], v[1], v[2], v[3])),
                    kind("rect", "x=0 y=0 width height rx=0", 5, Outlines::box),
                    kind("arc", "cx cy r start=0 extent=180", 5, ShapeReader::arc),
                    kind("leaf", "from to width", 5, Outlines::leaf),
                    kind("star", "cx cy r inner rays", 5, Outlines::star),
                    kind("polygon", "points", 0, Outlines::polygon),
                    kind("blob", "points", 0, Outlines::blob),
                    kind("curve", "points", 0, Outlines::curve));

    private final VariableScope scope;
    private final Paints paints;
    private final Set<String> ids = new HashSet<>();

    ShapeReader(VariableScope scope, Paints paints) {
        this.scope = scope;
        this.paints = paints;
    }

    private static Map.Entry<String, Kind> kind(
            String tag, String attributes, int count, Function<double[], Shape> shape) {
        return Map.entry(tag, new Kind(attributes, count, shape));
    }

    /// Whether an element inside a shape is another coat of paint on it.
    static boolean isPaint(Element e) {
        return e.tag().equals("grain") || e.tag().equals("coat");
    }

    /// @param sprayed whether its gradients are sprayed on
    Instruction read(Element e, boolean sprayed) {
        if (e.tag().equals("to")) {
            return to(e);
        }
        Function<Frame, Shape> outline = altered(e, outline(e));
        String id = e.optional("id");
        Instruction painted = painted(e, e.children(), outline, id, sprayed);
        return frame -> {
            if (frame.path == null || id != null) {
                painted.run(frame);
            } else {
                frame.path.append(outline.apply(frame), false);
            }
        };
    }

    /// The path of the frame, painted.
    ///
    /// @param smooth whether its points are joined by a closed curve
    Instruction paintedPath(Element e, List<Element> coats, boolean smooth) {
        Function<Frame, Shape> path =
                frame -> {
                    Path2D all = frame.path == null ? new Path2D.Double() : frame.path;
                    return smooth ? Outlines.blob(points(all)) : all;
                };
        return painted(e, coats, altered(e, path), e.optional("id"), false);
    }

    private static double[] points(Path2D path) {
        List<Double> points = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            i.currentSegment(at);
            points.add(at[0]);
            points.add(at[1]);
        }
        return points.stream().mapToDouble(p -> p).toArray();
    }

    private Instruction painted(
            Element e,
            List<Element> children,
            Function<Frame, Shape> outline,
            @Nullable String id,
            boolean sprayed) {
        List<Paints.Coat> coats = new ArrayList<>();
        if (e.tag().equals("glow")) {
            coats.add(paints.glow(e));
        } else if (Paints.isPainted(e)) {
            coats.add(paints.coat(e, sprayed));
        }
        for (Element child : children) {
            coats.add(paints.coat(child, false));
            child.allRead();
        }
        if (id != null) {
            ids.add(id);
        }
        return frame -> {
            Shape shape = outline.apply(frame);
            if (id != null) {
                frame.shapes.put(id, shape);
            }
            for (Paints.Coat coat : coats) {
                coat.apply(frame, shape);
            }
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

    private static Shape arc(double... v) {
        return new Arc2D.Double(
                v[0] - v[2], v[1] - v[2], v[2] * 2, v[2] * 2, v[3], v[4], Arc2D.OPEN);
    }

    private Function<Frame, Shape> outline(Element e) {
        return switch (e.tag()) {
            case "path" -> PathReader.read(e.text("d"), scope);
            case "outline" -> named(e.text("of"));
            case "use" -> used(e.text("href").substring(1));
            default -> numbered(e);
        };
    }

    private static Function<Frame, Shape> named(String name) {
        return frame -> frame.shape(name);
    }

    private Function<Frame, Shape> used(String name) {
        if (!ids.contains(name)) {
            throw new IllegalArgumentException("unknown shape #" + name);
        }
        return named(name);
    }

    private Function<Frame, Shape> numbered(Element e) {
        Kind kind = KINDS.get(e.tag());
        if (kind == null) {
            throw new IllegalArgumentException("element " + e.tag() + " is not supported");
        }
        List<Expression> numbers = new ArrayList<>();
        for (String attribute : kind.attributes.split(" ", -1)) {
            String[] words = attribute.split("=", 2);
            String[] otherwise = Arrays.copyOfRange(words, 1, words.length);
            numbers.addAll(scope.numbers(e, words[0], otherwise));
        }
        if (kind.count > 0 && numbers.size() != kind.count) {
            throw new IllegalArgumentException(e.tag() + " takes " + kind.count + " numbers");
        }
        return f -> kind.shape.apply(Expression.values(numbers, f));
    }

    /// Turned, moved, cut to another shape or cut out by one.
    private Function<Frame, Shape> altered(Element e, Function<Frame, Shape> plain) {
        Function<Frame, Shape> shape = turned(e, plain);
        if (e.attributes().containsKey("move")) {
            List<Expression> by = scope.numbers(e, "move");
            Function<Frame, Shape> still = shape;
            shape = f -> Outlines.moved(still.apply(f), by.getFirst().in(f), by.getLast().in(f));
        }
        shape = cut(e, "within", shape, Outlines::within);
        return cut(e, "without", shape, Outlines::without);
    }

    private static Function<Frame, Shape> cut(
            Element e, String how, Function<Frame, Shape> shape, BinaryOperator<Shape> cut) {
        String other = e.optional(how);
        return other == null ? shape : f -> cut.apply(shape.apply(f), f.shape(other));
    }

    private Function<Frame, Shape> turned(Element e, Function<Frame, Shape> shape) {
        if (!e.attributes().containsKey("turn")) {
            return shape;
        }
        Expression degrees = scope.number(e, "turn");
        List<Expression> about =
                e.attributes().containsKey("about") ? scope.numbers(e, "about") : List.of();
        return f -> {
            Shape plain = shape.apply(f);
            Rectangle2D box = plain.getBounds2D();
            double x = about.isEmpty() ? box.getCenterX() : about.getFirst().in(f);
            double y = about.isEmpty() ? box.getCenterY() : about.getLast().in(f);
            return Outlines.turned(plain, x, y, degrees.in(f));
        };
    }
}
