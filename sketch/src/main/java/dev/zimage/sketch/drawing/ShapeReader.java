package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
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
                    kind("circle", "cx=0 cy=0 r", 3, Outlines::circle),
                    kind("glow", "cx cy r", 3, Outlines::circle),
                    kind("ellipse", "cx=0 cy=0 rx ry", 4, Outlines::ellipse),
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

    /// @param coats of grain on the shape
    Instruction read(Element e, List<Element> coats) {
        return e.tag().equals("to") ? to(e) : read(e, outline(e), e.optional("id"), coats);
    }

    Instruction read(
            Element e, Function<Frame, Shape> plain, @Nullable String id, List<Element> coats) {
        Function<Frame, Shape> outline = altered(e, plain);
        List<Paints.Coat> paint = new ArrayList<>();
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
            paint.forEach(coat -> coat.apply(frame, shape));
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
}
