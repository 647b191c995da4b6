package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads a path: SVG's path data without elliptical arcs, or the commands `M L Q C Z` with
/// expressions between commas.
final class PathReader {

    private static final Pattern FIXED = Pattern.compile("[MLHVCSQTZAmlhvcsqtz0-9.,\\s+-]*");
    private static final Pattern FIXED_SEGMENT = Pattern.compile("([A-Za-z])([^A-Za-z]*)");
    private static final Pattern SEGMENT =
            Pattern.compile("\\b([MLQCZ])\\b((?:(?!\\b[MLQCZ]\\b).)*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)");
    private static final Map<Character, Integer> ARITIES =
            Map.of('M', 2, 'L', 2, 'T', 2, 'H', 1, 'V', 1, 'Q', 4, 'S', 4, 'C', 6, 'Z', 0);

    private final Path2D path = new Path2D.Double();

    /// The last control point, which `S` and `T` mirror, and the kind of curve that it belongs to.
    private Point2D control = new Point2D.Double();

    private char previous = ' ';

    private PathReader() {}

    private record Segment(char command, List<Expression> values) {}

    /// @throws IllegalArgumentException when the text is not path data
    static Function<Frame, Shape> read(String data, VariableScope scope) {
        boolean fixed = FIXED.matcher(data).matches();
        List<Segment> segments = new ArrayList<>();
        for (MatchResult found :
                (fixed ? FIXED_SEGMENT : SEGMENT).matcher(data).results().toList()) {
            String text = found.group(2);
            List<Expression> values = fixed ? numbers(text) : expressions(text, scope);
            add(found.group(1).charAt(0), values, segments);
        }
        if (!segments.isEmpty() && Character.toUpperCase(segments.getFirst().command) != 'M') {
            throw new IllegalArgumentException(
                    "path begins with M, not " + segments.getFirst().command);
        }
        return frame -> {
            PathReader reader = new PathReader();
            segments.forEach(s -> reader.append(s.command, Expression.values(s.values, frame)));
            return reader.path;
        };
    }

    private static List<Expression> numbers(String text) {
        if (!NUMBER.matcher(text).replaceAll("").replace(',', ' ').isBlank()) {
            throw new IllegalArgumentException("path: not numbers: " + text);
        }
        return NUMBER.matcher(text)
                .results()
                .map(number -> Expression.of(Double.parseDouble(number.group())))
                .toList();
    }

    private static List<Expression> expressions(String text, VariableScope scope) {
        return text.isBlank() ? List.of() : ExpressionParser.list(text, scope);
    }

    /// Adds one segment for each repetition of a command.
    private static void add(char command, List<Expression> values, List<Segment> segments) {
        Integer arity = ARITIES.get(Character.toUpperCase(command));
        if (arity == null) {
            throw new IllegalArgumentException("path: no command " + command);
        }
        if (arity == 0 ? !values.isEmpty() : values.isEmpty() || values.size() % arity != 0) {
            throw new IllegalArgumentException(
                    "path: %s takes %d values".formatted(command, arity));
        }
        char again = command;
        int at = 0;
        do {
            segments.add(new Segment(again, values.subList(at, at + arity)));
            again = command == 'M' ? 'L' : command == 'm' ? 'l' : command;
            at += arity;
        } while (at < values.size());
    }

    private void append(char command, double[] n) {
        char kind = Character.toUpperCase(command);
        Point2D from = Objects.requireNonNullElse(path.getCurrentPoint(), control);
        for (int i = 0; command != kind && i < n.length; i++) {
            n[i] += i % 2 == 0 && kind != 'V' ? from.getX() : from.getY();
        }
        boolean smooth = previous == (kind == 'T' ? 'Q' : 'C');
        double mirrorX = smooth ? 2 * from.getX() - control.getX() : from.getX();
        double mirrorY = smooth ? 2 * from.getY() - control.getY() : from.getY();
        switch (kind) {
            case 'M' -> path.moveTo(n[0], n[1]);
            case 'L' -> path.lineTo(n[0], n[1]);
            case 'H' -> path.lineTo(n[0], from.getY());
            case 'V' -> path.lineTo(from.getX(), n[0]);
            case 'Q' -> quad(n[0], n[1], n[2], n[3]);
            case 'T' -> quad(mirrorX, mirrorY, n[0], n[1]);
            case 'C' -> cubic(n[0], n[1], n[2], n[3], n[4], n[5]);
            case 'S' -> cubic(mirrorX, mirrorY, n[0], n[1], n[2], n[3]);
            default -> path.closePath();
        }
        previous = kind == 'T' ? 'Q' : kind == 'S' ? 'C' : kind;
    }

    private void quad(double cx, double cy, double x, double y) {
        path.quadTo(cx, cy, x, y);
        control = new Point2D.Double(cx, cy);
    }

    private void cubic(double x1, double y1, double x2, double y2, double x, double y) {
        path.curveTo(x1, y1, x2, y2, x, y);
        control = new Point2D.Double(x2, y2);
    }
}
