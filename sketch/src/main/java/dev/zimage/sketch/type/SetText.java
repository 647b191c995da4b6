package dev.zimage.sketch.type;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/// A text in lines at one size, not yet placed.
///
/// @param lines from the top
/// @param size pixels an em
/// @param baselines of the lines below the first one's, in ems; the first is 0
public record SetText(List<TypeLine> lines, double size, List<Double> baselines) {

    public SetText {
        lines = List.copyOf(lines);
        baselines = List.copyOf(baselines);
    }

    /// Sets lines under each other, one pixel an em.
    ///
    /// @param leading from baseline to baseline, in ems; more where the ink would touch
    static SetText of(List<TypeLine> lines, double leading) {
        List<Double> baselines = new ArrayList<>();
        double y = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                double depth = lines.get(i - 1).ink().getMaxY();
                double height = -lines.get(i).ink().getMinY();
                y += Math.max(leading, depth + height + 0.05);
            }
            baselines.add(y);
        }
        return new SetText(lines, 1, baselines);
    }

    /// The same lines at another size.
    public SetText scaled(double factor) {
        return new SetText(lines, size * factor, baselines);
    }

    public double width() {
        return lines.stream().mapToDouble(l -> l.ink().getWidth()).max().orElse(0) * size;
    }

    /// From the top of the first line's ink to the bottom of the last one's.
    public double height() {
        double bottom = baselines.getLast() + lines.getLast().ink().getMaxY();
        return (bottom - lines.getFirst().ink().getMinY()) * size;
    }

    /// The whole text as one path, the ink's top left at (x, y) of the given width.
    ///
    /// @param align how much of the room that is left over goes before each line, 0 to 1
    public Path2D outline(double x, double y, double width, double align) {
        Path2D path = new Path2D.Float(Path2D.WIND_NON_ZERO);
        double top = lines.getFirst().ink().getMinY();
        for (int i = 0; i < lines.size(); i++) {
            TypeLine line = lines.get(i);
            double room = width - line.ink().getWidth() * size;
            double baseline = y + (baselines.get(i) - top) * size;
            path.append(line.outline(size, x + align * room, baseline), false);
        }
        return path;
    }
}
