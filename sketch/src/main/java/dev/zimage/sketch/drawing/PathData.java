package dev.zimage.sketch.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the path language of SVG, without elliptical arcs.
final class PathData {

    private static final Pattern TOKEN =
            Pattern.compile("[\\s,]*([A-Za-z]|[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)");

    private final Path2D path = new Path2D.Double();

    /// The numbers of the command that is being read.
    private final double[] n = new double[6];

    /// The last control point, which `S` and `T` mirror.
    private Point2D control = new Point2D.Double();

    private char command = ' ';

    /// The kind of curve that the control point belongs to, `C` or `Q`, or another command.
    private char previous = ' ';

    private int count;

    private PathData() {}

    /// @throws IllegalArgumentException when the text is not path data
    static Path2D parse(String data) {
        PathData reader = new PathData();
        Matcher token = TOKEN.matcher(data);
        int at = 0;
        while (token.lookingAt()) {
            reader.take(token.group(1));
            at = token.end();
            token.region(at, data.length());
        }
        if (!data.substring(at).isBlank() || reader.count > 0) {
            throw new IllegalArgumentException(
                    "path data breaks off before: " + data.substring(at));
        }
        return reader.path;
    }

    private void take(String token) {
        char first = token.charAt(0);
        if (Character.isLetter(first)) {
            if (count > 0) {
                throw new IllegalArgumentException("path data: too few numbers for " + command);
            }
            command = first;
        } else {
            n[count++] = Double.parseDouble(token);
        }
        if (count == arity()) {
            append();
            count = 0;
        }
    }

    private int arity() {
        return switch (Character.toUpperCase(command)) {
            case 'M', 'L', 'T' -> 2;
            case 'H', 'V' -> 1;
            case 'Q', 'S' -> 4;
            case 'C' -> 6;
            case 'Z' -> 0;
            default -> throw new IllegalArgumentException("path data: no command " + command);
        };
    }

    private void append() {
        char kind = Character.toUpperCase(command);
        if (path.getCurrentPoint() == null && kind != 'M') {
            throw new IllegalArgumentException("path data begins with M, not " + command);
        }
        Point2D from = kind == 'M' && path.getCurrentPoint() == null ? control : current();
        boolean relative = Character.isLowerCase(command);
        double x = relative ? from.getX() : 0;
        double y = relative ? from.getY() : 0;
        boolean smooth = previous == (kind == 'T' ? 'Q' : 'C');
        double mirrorX = smooth ? 2 * from.getX() - control.getX() : from.getX();
        double mirrorY = smooth ? 2 * from.getY() - control.getY() : from.getY();
        switch (kind) {
            case 'M' -> path.moveTo(x + n[0], y + n[1]);
            case 'L' -> path.lineTo(x + n[0], y + n[1]);
            case 'H' -> path.lineTo(x + n[0], from.getY());
            case 'V' -> path.lineTo(from.getX(), y + n[0]);
            case 'Q' -> quad(x + n[0], y + n[1], x + n[2], y + n[3]);
            case 'T' -> quad(mirrorX, mirrorY, x + n[0], y + n[1]);
            case 'C' -> cubic(x + n[0], y + n[1], x + n[2], y + n[3], x + n[4], y + n[5]);
            case 'S' -> cubic(mirrorX, mirrorY, x + n[0], y + n[1], x + n[2], y + n[3]);
            default -> path.closePath();
        }
        previous = kind == 'T' ? 'Q' : kind == 'S' ? 'C' : kind;
        command = kind == 'Z' ? ' ' : command == 'M' ? 'L' : command == 'm' ? 'l' : command;
    }

    private void quad(double cx, double cy, double x, double y) {
        path.quadTo(cx, cy, x, y);
        control = new Point2D.Double(cx, cy);
    }

    private void cubic(double x1, double y1, double x2, double y2, double x, double y) {
        path.curveTo(x1, y1, x2, y2, x, y);
        control = new Point2D.Double(x2, y2);
    }

    private Point2D current() {
        return path.getCurrentPoint();
    }
}
