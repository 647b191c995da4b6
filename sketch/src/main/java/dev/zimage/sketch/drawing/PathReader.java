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

/// Reads a path: SVG's path data with the commands `M L H V Q C Z`, or `M L Q C Z` with expressions
/// between commas.
final class PathReader {

    private static final Pattern FIXED = Pattern.compile("[MLHVCSQTZAmlhvcsqtz0-9.,\\s+-]*");
    private static final Pattern FIXED_SEGMENT = Pattern.compile("([A-Za-z])([^A-Za-z]*)");
    private static final Pattern SEGMENT =
            Pattern.compile("\\b([MLQCZ])\\b((?:(?!\\b[MLQCZ]\\b).)*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)");
    private static final Map<Character, Integer> ARITIES =
            Map.of('M', 2, 'L', 2, 'H', 1, 'V', 1, 'Q', 4, 'C', 6, 'Z', 0);

    private PathReader() {}

    private record Segment(char command, List<Expression> values) {}

    /// @throws IllegalArgumentException when the text is not path data
    static Function<Frame, Shape> read(String data, VariableScope scope) {
        boolean fixed = FIXED.matcher(data).matches();
        List<Segment> segments = new ArrayList<>();
        for (MatchResult found :
                (fixed ? FIXED_SEGMENT : SEGMENT).matcher(data).results().toList()) {
            String text = found.group(2);
            List<Expression> values =
                    text.isBlank()
                            ? List.of()
                            : fixed ? numbers(text) : ExpressionParser.list(text, scope);
            add(found.group(1).charAt(0), values, segments);
        }
        if (!segments.isEmpty() && Character.toUpperCase(segments.getFirst().command) != 'M') {
            throw new IllegalArgumentException(
                    "path begins with M, not " + segments.getFirst().command);
        }
        return frame -> {
            Path2D path = new Path2D.Double();
            segments.forEach(s -> append(path, s.command, Expression.values(s.values, frame)));
            return path;
        };
    }

    private static List<Expression> numbers(String text) {
        if (!NUMBER.matcher(text).replaceAll("").replace(',', ' ').isBlank()) {
            throw new IllegalArgumentException("path: not numbers: " + text);
        }
        return NUMBER.matcher(text)
                .results()
                .map(number -> Double.parseDouble(number.group()))
                .<Expression>map(value -> frame -> value)
                .toList();
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

    private static void append(Path2D path, char command, double[] n) {
        char kind = Character.toUpperCase(command);
        Point2D from = Objects.requireNonNullElseGet(path.getCurrentPoint(), Point2D.Double::new);
        for (int i = 0; command != kind && i < n.length; i++) {
            n[i] += i % 2 == 0 && kind != 'V' ? from.getX() : from.getY();
        }
        switch (kind) {
            case 'M' -> path.moveTo(n[0], n[1]);
            case 'L' -> path.lineTo(n[0], n[1]);
            case 'H' -> path.lineTo(n[0], from.getY());
            case 'V' -> path.lineTo(from.getX(), n[0]);
            case 'Q' -> path.quadTo(n[0], n[1], n[2], n[3]);
            case 'C' -> path.curveTo(n[0], n[1], n[2], n[3], n[4], n[5]);
            default -> path.closePath();
        }
    }
}
