package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the elements that are shapes, and what is done with each: it is painted, named for later,
/// or added to the shape that is around it.
final class ShapeReader {

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

    private Function<Frame, Shape> outline(Element e) {
        return switch (e.tag()) {
            case "circle" -> circle(e);
            case "ellipse" -> ellipse(e);
            case "rect" -> rectangle(e);
            case "arc" -> arc(e);
            case "path" -> new PathReader(scope).read(e.text("d"));
            case "polygon" -> points(e, Outlines::polygon);
            case "blob" -> points(e, Outlines::blob);
            case "curve" -> points(e, Outlines::curve);
            case "leaf" -> leaf(e);
            case "star" -> star(e);
            case "outline" -> named(e);
            default ->
                    throw new IllegalArgumentException("element " + e.tag() + " is not supported");
        };
    }

    private Expression number(Element e, String name) {
        return ExpressionParser.one(e.text(name), scope);
    }

    private Expression number(Element e, String name, String otherwise) {
        return ExpressionParser.one(e.text(name, otherwise), scope);
    }

    private Function<Frame, Shape> circle(Element e) {
        Expression x = number(e, "cx");
        Expression y = number(e, "cy");
        Expression r = number(e, "r");
        return f -> Outlines.circle(x.in(f), y.in(f), r.in(f));
    }

    private Function<Frame, Shape> ellipse(Element e) {
        Expression x = number(e, "cx");
        Expression y = number(e, "cy");
        Expression rx = number(e, "rx");
        Expression ry = number(e, "ry");
        return f -> Outlines.oval(x.in(f), y.in(f), rx.in(f), ry.in(f));
    }

    private Function<Frame, Shape> rectangle(Element e) {
        Expression x = number(e, "x");
        Expression y = number(e, "y");
        Expression width = number(e, "width");
        Expression height = number(e, "height");
        Expression corner = number(e, "rx", "0");
        return f -> {
            double round = corner.in(f);
            double w = width.in(f);
            return round == 0
                    ? Outlines.box(x.in(f), y.in(f), w, height.in(f))
                    : Outlines.box(x.in(f), y.in(f), w, height.in(f), round);
        };
    }

    private Function<Frame, Shape> arc(Element e) {
        Expression x = number(e, "cx");
        Expression y = number(e, "cy");
        Expression r = number(e, "r");
        Expression from = number(e, "start", "0");
        Expression extent = number(e, "extent", "180");
        return f -> {
            double radius = r.in(f);
            return new Arc2D.Double(
                    x.in(f) - radius,
                    y.in(f) - radius,
                    radius * 2,
                    radius * 2,
                    from.in(f),
                    extent.in(f),
                    Arc2D.OPEN);
        };
    }

    private Function<Frame, Shape> leaf(Element e) {
        List<Expression> from = ExpressionParser.list(e.text("from"), scope);
        List<Expression> to = ExpressionParser.list(e.text("to"), scope);
        Expression width = number(e, "width");
        return f ->
                Outlines.leaf(
                        from.get(0).in(f),
                        from.get(1).in(f),
                        to.get(0).in(f),
                        to.get(1).in(f),
                        width.in(f));
    }

    private Function<Frame, Shape> star(Element e) {
        Expression x = number(e, "cx");
        Expression y = number(e, "cy");
        Expression r = number(e, "r");
        Expression inner = number(e, "inner");
        Expression rays = number(e, "rays");
        return f -> Outlines.star(x.in(f), y.in(f), r.in(f), inner.in(f), (int) rays.in(f), 0);
    }

    private Function<Frame, Shape> points(Element e, Function<double[], Path2D> outline) {
        List<Expression> points = ExpressionParser.list(e.text("points"), scope);
        return f -> {
            double[] at = new double[points.size()];
            for (int i = 0; i < at.length; i++) {
                at[i] = points.get(i).in(f);
            }
            return outline.apply(at);
        };
    }

    private static Function<Frame, Shape> named(Element e) {
        String name = e.text("of");
        return f -> f.shape(name);
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
