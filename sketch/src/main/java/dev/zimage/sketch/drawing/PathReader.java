package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a path: SVG's path data, or the commands `M L Q C Z` with expressions between commas.
final class PathReader {

    private static final Pattern NUMBERS = Pattern.compile("[MLHVCSQTZmlhvcsqtz0-9.,\\s+-]*");
    private static final Pattern COMMAND = Pattern.compile("(?<!\\w)[MLQCZ](?!\\w)");

    private final Variables scope;

    PathReader(Variables scope) {
        this.scope = scope;
    }

    private record Segment(char command, List<Expression> values) {}

    Function<Frame, Shape> read(String data) {
        if (NUMBERS.matcher(data).matches()) {
            Path2D fixed = PathData.parse(data);
            return frame -> fixed;
        }
        List<Segment> segments = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(data);
        boolean more = matcher.find();
        while (more) {
            char command = data.charAt(matcher.start());
            int from = matcher.end();
            more = matcher.find();
            String values = data.substring(from, more ? matcher.start() : data.length());
            segments.add(segment(command, values));
        }
        return frame -> {
            Path2D path = new Path2D.Double();
            segments.forEach(segment -> append(path, segment, frame));
            return path;
        };
    }

    private static int arity(char command) {
        return switch (command) {
            case 'C' -> 6;
            case 'Q' -> 4;
            case 'Z' -> 0;
            default -> 2;
        };
    }

    private Segment segment(char command, String text) {
        List<Expression> values = text.isBlank() ? List.of() : ExpressionParser.list(text, scope);
        int arity = arity(command);
        int count = values.size();
        if (arity == 0 ? count > 0 : count == 0 || count % arity != 0) {
            throw new IllegalArgumentException(
                    "path: %s takes %d values".formatted(command, arity));
        }
        return new Segment(command, values);
    }

    private static void append(Path2D path, Segment segment, Frame frame) {
        if (segment.command == 'Z') {
            path.closePath();
            return;
        }
        double[] n = new double[6];
        int arity = arity(segment.command);
        for (int from = 0; from < segment.values.size(); from += arity) {
            for (int i = 0; i < arity; i++) {
                n[i] = segment.values.get(from + i).in(frame);
            }
            switch (segment.command) {
                case 'C' -> path.curveTo(n[0], n[1], n[2], n[3], n[4], n[5]);
                case 'Q' -> path.quadTo(n[0], n[1], n[2], n[3]);
                case 'M' -> path.moveTo(n[0], n[1]);
                default -> path.lineTo(n[0], n[1]);
            }
        }
    }
}
