package dev.zimage.sketch.type;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/// A text in lines at one size, not yet placed.
///
/// @param lines from the top
/// @param size pixels an em
/// @param baselines of the lines below the first one's, in pixels; the first is 0
public record SetText(List<TypeLine> lines, double size, List<Double> baselines) {

    public SetText {
        lines = List.copyOf(lines);
        baselines = List.copyOf(baselines);
    }

    /// Sets lines under each other.
    ///
    /// @param leading from baseline to baseline, in ems; more where the ink would touch
    static SetText of(List<TypeLine> lines, double size, double leading) {
        List<Double> baselines = new ArrayList<>();
        double y = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                double depth = lines.get(i - 1).ink().getMaxY();
                double height = -lines.get(i).ink().getMinY();
                y += Math.max(leading, depth + height + 0.05) * size;
            }
            baselines.add(y);
        }
        return new SetText(lines, size, baselines);
    }

    /// The same lines at another size.
    public SetText scaled(double factor) {
        return new SetText(lines, size * factor, baselines.stream().map(b -> b * factor).toList());
    }

    public double width() {
        return lines.stream().mapToDouble(l -> l.ink().getWidth()).max().orElse(0) * size;
    }

    /// From the top of the first line's ink to the bottom of the last one's.
    public double height() {
        return baselines.getLast()
                + (lines.getLast().ink().getMaxY() - lines.getFirst().ink().getMinY()) * size;
    }

    /// The whole text as one path, the ink's top left at (x, y) of the given width.
    ///
    /// @param align how much of the room that is left over goes before each line, 0 to 1
    public Path2D outline(double x, double y, double width, double align) {
        Path2D path = new Path2D.Float(Path2D.WIND_NON_ZERO);
        double top = lines.getFirst().ink().getMinY() * size;
        for (int i = 0; i < lines.size(); i++) {
            TypeLine line = lines.get(i);
            double room = width - line.ink().getWidth() * size;
            path.append(line.outline(size, x + align * room, y - top + baselines.get(i)), false);
        }
        return path;
    }
}
