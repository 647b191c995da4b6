package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the elements that are shapes, and what is done with each: it is painted, named for later,
/// or added to the shape that is around it.
final class ShapeReader {

    /// A kind of shape.
    ///
    /// @param attributes whose numbers it is made of, each with its default after `=`
    /// @param count of the numbers, or 0 for any
    private record Kind(String attributes, int count, Function<double[], Shape> shape) {}

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "circle",
                    new Kind("cx cy r", 3, v -> Outlines.circle(v[0], v[1], v[2])),
                    "ellipse",
                    new Kind("cx cy rx ry", 4, v -> Outlines.oval(v[0], v[1], v[2], v[3])),
                    "rect",
                    new Kind("x y width height rx=0", 5, ShapeReader::rectangle),
                    "arc",
                    new Kind("cx cy r start=0 extent=180", 5, ShapeReader::arc),
                    "leaf",
                    new Kind("from to width", 5, v -> Outlines.leaf(v[0], v[1], v[2], v[3], v[4])),
                    "star",
                    new Kind(
                            "cx cy r inner rays",
                            5,
                            v -> Outlines.star(v[0], v[1], v[2], v[3], (int) v[4], 0)),
                    "polygon",
                    new Kind("points", 0, Outlines::polygon),
                    "blob",
                    new Kind("points", 0, Outlines::blob),
                    "curve",
                    new Kind("points", 0, Outlines::curve));

    private final Variables scope;

    ShapeReader(Variables scope) {
        this.scope = scope;
    }

    /// Whether an element inside a shape is another coat of paint on it.
    static boolean isPaint(Element e) {
        return e.tag().equals("grain") || e.tag().equals("coat");
    }

    Instruction read(Element e) {
        if (e.tag().equals("glow")) {
            return Paints.glow(e, scope);
        }
        if (e.tag().equals("to")) {
            return to(e);
        }
        Function<Frame, Shape> outline = altered(e, outline(e));
        String id = e.optional("id");
        Instruction painted = painted(e, e.children(), outline, id);
        return frame -> {
            if (frame.path == null || id != null) {
                painted.run(frame);
            } else {
                frame.path.append(outline.apply(frame), false);
            }
        };
    }

    /// The path of the frame, painted.
    Instruction paintedPath(Element e, List<Element> coats, String smooth) {
        Function<Frame, Shape> path = frame -> smooth(frame, smooth);
        return painted(e, coats, altered(e, path), e.optional("id"));
    }

    private static Shape smooth(Frame frame, String kind) {
        Path2D path = frame.path == null ? new Path2D.Double() : frame.path;
        return switch (kind) {
            case "closed" -> Outlines.blob(points(path));
            case "open" -> Outlines.curve(points(path));
            default -> path;
        };
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
            @Nullable String id) {
        List<Paints.Coat> coats = new ArrayList<>();
        if (e.attributes().containsKey("fill") || e.attributes().containsKey("stroke")) {
            coats.add(Paints.coat(e, scope));
        }
        for (Element child : children) {
            coats.add(
                    child.tag().equals("grain")
                            ? Paints.grain(child, scope)
                            : Paints.coat(child, scope));
            child.allRead();
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
        Expression x = number(e, "x");
        Expression y = number(e, "y");
        return frame -> {
            Path2D path = frame.path;
            if (path != null && path.getCurrentPoint() == null) {
                path.moveTo(x.in(frame), y.in(frame));
            } else if (path != null) {
                path.lineTo(x.in(frame), y.in(frame));
            }
        };
    }

    private static Shape rectangle(double[] v) {
        return v[4] == 0
                ? Outlines.box(v[0], v[1], v[2], v[3])
                : Outlines.box(v[0], v[1], v[2], v[3], v[4]);
    }

    private static Shape arc(double[] v) {
        return new Arc2D.Double(
                v[0] - v[2], v[1] - v[2], v[2] * 2, v[2] * 2, v[3], v[4], Arc2D.OPEN);
    }

    private Function<Frame, Shape> outline(Element e) {
        if (e.tag().equals("path")) {
            return new PathReader(scope).read(e.text("d"));
        }
        if (e.tag().equals("outline")) {
            String name = e.text("of");
            return f -> f.shape(name);
        }
        Kind kind = KINDS.get(e.tag());
        if (kind == null) {
            throw new IllegalArgumentException("element " + e.tag() + " is not supported");
        }
        List<Expression> numbers = new ArrayList<>();
        for (String attribute : kind.attributes.split(" ", -1)) {
            String[] words = attribute.split("=", 2);
            String text = words.length > 1 ? e.text(words[0], words[1]) : e.text(words[0]);
            numbers.addAll(ExpressionParser.list(text, scope));
        }
        if (kind.count > 0 && numbers.size() != kind.count) {
            throw new IllegalArgumentException(e.tag() + " takes " + kind.count + " numbers");
        }
        return f -> kind.shape.apply(numbers.stream().mapToDouble(n -> n.in(f)).toArray());
    }

    private Expression number(Element e, String name) {
        return ExpressionParser.one(e.text(name), scope);
    }

    /// Turned, moved, cut to another shape or cut out by one.
    private Function<Frame, Shape> altered(Element e, Function<Frame, Shape> plain) {
        Function<Frame, Shape> shape = plain;
        if (e.attributes().containsKey("turn")) {
            shape = turned(e, shape);
        }
        String move = e.optional("move");
        if (move != null) {
            List<Expression> by = ExpressionParser.list(move, scope);
            Function<Frame, Shape> still = shape;
            shape = f -> Outlines.moved(still.apply(f), by.getFirst().in(f), by.getLast().in(f));
        }
        String within = e.optional("within");
        if (within != null) {
            Function<Frame, Shape> all = shape;
            shape = f -> Outlines.within(all.apply(f), f.shape(within));
        }
        String without = e.optional("without");
        if (without != null) {
            Function<Frame, Shape> all = shape;
            shape = f -> Outlines.without(all.apply(f), f.shape(without));
        }
        return shape;
    }

    private Function<Frame, Shape> turned(Element e, Function<Frame, Shape> shape) {
        Expression degrees = number(e, "turn");
        String about = e.optional("about");
        List<Expression> centre = about == null ? List.of() : ExpressionParser.list(about, scope);
        return f -> {
            Shape plain = shape.apply(f);
            var box = plain.getBounds2D();
            double x = centre.isEmpty() ? box.getCenterX() : centre.get(0).in(f);
            double y = centre.isEmpty() ? box.getCenterY() : centre.get(1).in(f);
            return Outlines.turned(plain, x, y, degrees.in(f));
        };
    }
}
