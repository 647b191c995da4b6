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
    private static final Pattern FIXED_COMMAND = Pattern.compile("[A-Za-z]");
    private static final Pattern COMMAND = Pattern.compile("(?<!\\w)[MLQCZ](?!\\w)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)");
    private static final Map<Character, Integer> ARITIES =
            Map.of('M', 2, 'L', 2, 'T', 2, 'H', 1, 'V', 1, 'Q', 4, 'S', 4, 'C', 6, 'Z', 0);

    private final Path2D path = new Path2D.Double();

    /// The last control point, which `S` and `T` mirror, and the kind of curve that it belongs to.
    private Point2D control = new Point2D.Double();

    private char previous = ' ';

    private PathReader() {}

    private record Segment<T>(char command, List<T> values) {}

    /// @throws IllegalArgumentException when the text is not path data
    static Function<Frame, Shape> read(String data, VariableScope scope) {
        if (FIXED.matcher(data).matches()) {
            Path2D fixed = path(segments(data, FIXED_COMMAND, PathReader::numbers));
            return frame -> fixed;
        }
        List<Segment<Expression>> segments =
                segments(data, COMMAND, text -> ExpressionParser.list(text, scope));
        return frame -> path(segments.stream().map(segment -> valued(segment, frame)).toList());
    }

    private static Segment<Double> valued(Segment<Expression> segment, Frame frame) {
        return new Segment<>(
                segment.command, segment.values.stream().map(value -> value.in(frame)).toList());
    }

    private static List<Double> numbers(String text) {
        if (!NUMBER.matcher(text).replaceAll("").replace(',', ' ').isBlank()) {
            throw new IllegalArgumentException("path: not numbers: " + text);
        }
        return NUMBER.matcher(text).results().map(n -> Double.valueOf(n.group())).toList();
    }

    /// One segment for each repetition of a command.
    private static <T> List<Segment<T>> segments(
            String data, Pattern commands, Function<String, List<T>> reader) {
        List<MatchResult> all = commands.matcher(data).results().toList();
        List<Segment<T>> segments = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            char command = all.get(i).group().charAt(0);
            int end = i + 1 < all.size() ? all.get(i + 1).start() : data.length();
            String text = data.substring(all.get(i).end(), end);
            List<T> values = text.isBlank() ? List.of() : reader.apply(text);
            int arity = arity(command);
            if (arity == 0 ? !values.isEmpty() : values.isEmpty() || values.size() % arity != 0) {
                throw new IllegalArgumentException(
                        "path: %s takes %d values".formatted(command, arity));
            }
            for (int at = 0; at == 0 || at < values.size(); at += arity) {
                char again =
                        at == 0 ? command : command == 'M' ? 'L' : command == 'm' ? 'l' : command;
                segments.add(new Segment<>(again, values.subList(at, at + arity)));
                if (arity == 0) {
                    break;
                }
            }
        }
        return segments;
    }

    private static int arity(char command) {
        Integer arity = ARITIES.get(Character.toUpperCase(command));
        if (arity == null) {
            throw new IllegalArgumentException("path: no command " + command);
        }
        return arity;
    }

    private static Path2D path(List<Segment<Double>> segments) {
        PathReader reader = new PathReader();
        if (!segments.isEmpty() && Character.toUpperCase(segments.getFirst().command) != 'M') {
            throw new IllegalArgumentException(
                    "path begins with M, not " + segments.getFirst().command);
        }
        segments.forEach(reader::append);
        return reader.path;
    }

    private void append(Segment<Double> segment) {
        char kind = Character.toUpperCase(segment.command);
        Point2D from = Objects.requireNonNullElse(path.getCurrentPoint(), control);
        boolean relative = Character.isLowerCase(segment.command);
        double[] n = segment.values.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; relative && i < n.length; i++) {
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
