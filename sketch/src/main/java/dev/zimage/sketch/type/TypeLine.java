package dev.zimage.sketch.type;

import dev.zimage.texts.EastAsian;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// One line of set type: which outline stands where. Lengths are in ems of the text's size, the
/// origin is at the start of the baseline.
final class TypeLine {

    private record Sort(Face.Glyph glyph, double x, double y) {

        Rectangle2D ink() {
            Rectangle2D box = glyph.bounds();
            return new Rectangle2D.Double(
                    box.getX() + x, box.getY() + y, box.getWidth(), box.getHeight());
        }
    }

    /// How far a mark stays from what it stands over.
    private static final double MARK_GAP = 0.05;

    private final String text;
    private final List<Sort> sorts = new ArrayList<>();
    private final double width;
    private final Rectangle2D ink;

    /// @param tracking what is added between any two characters, in ems
    TypeLine(String text, FontStack stack, double tracking) {
        this.text = text;
        this.width = set(text, stack, tracking);
        this.ink = measure();
    }

    private double set(String text, FontStack stack, double tracking) {
        boolean inChinese = EastAsian.isIn(text);
        double x = 0;
        double gap = 0;
        FontStack.Choice before = null;
        for (int c : text.codePoints().toArray()) {
            FontStack.Choice choice = stack.choose(Script.isSpace(c) ? ' ' : c, inChinese);
            if (!Script.isSpace(c) && !Script.isPrinted(c)) {
                continue;
            }
            if (Script.isMark(c) && choice.codePoint() == c && before != null) {
                sorts.add(over(choice.face().glyph(c), sorts.getLast()));
                continue;
            }
            if (before != null && before.face() == choice.face()) {
                x += choice.face().kern(before.codePoint(), choice.codePoint());
            } else if (before != null && needsAir(before.codePoint(), choice.codePoint())) {
                x += 0.12;
            }
            x += gap;
            Face.Glyph glyph = choice.face().glyph(choice.codePoint());
            sorts.add(new Sort(glyph, x, 0));
            x += glyph.advance();
            gap = EastAsian.is(c) ? tracking * 0.6 : tracking;
            before = choice;
        }
        return x;
    }

    /// Chinese and Western characters want a sliver of space between them.
    private static boolean needsAir(int left, int right) {
        return (EastAsian.is(left) && Character.isLetterOrDigit(right) && !EastAsian.is(right))
                || (EastAsian.is(right) && Character.isLetterOrDigit(left) && !EastAsian.is(left));
    }

    /// A mark that combines, in the middle above or below what stands before it.
    private static Sort over(Face.Glyph mark, Sort base) {
        Rectangle2D own = mark.bounds();
        Rectangle2D ink = base.ink();
        double y = 0;
        if (own.getMaxY() < -0.4) {
            y = Math.min(0, ink.getMinY() - MARK_GAP - own.getMaxY());
        } else if (own.getMinY() > 0) {
            y = Math.max(0, ink.getMaxY() + MARK_GAP - own.getMinY());
        }
        return new Sort(mark, ink.getCenterX() - own.getCenterX(), y);
    }

    private Rectangle2D measure() {
        Rectangle2D all = null;
        for (Sort sort : sorts) {
            Rectangle2D placed = sort.ink();
            if (!placed.isEmpty()) {
                all = all == null ? placed : all.createUnion(placed);
            }
        }
        return all == null ? new Rectangle2D.Double() : all;
    }

    String text() {
        return text;
    }

    /// From the first origin to the end of the last advance.
    double width() {
        return width;
    }

    /// The box around everything that is drawn.
    Rectangle2D ink() {
        return ink;
    }

    /// The line as one path, in pixels.
    ///
    /// @param size pixels an em
    /// @param x where the ink starts
    /// @param baseline where the baseline lies
    Path2D outline(double size, double x, double baseline) {
        Path2D path = new Path2D.Float(Path2D.WIND_NON_ZERO);
        for (Sort sort : sorts) {
            AffineTransform place =
                    new AffineTransform(
                            size,
                            0,
                            0,
                            size,
                            x + (sort.x() - ink.getX()) * size,
                            baseline + sort.y() * size);
            path.append(sort.glyph().outline().getPathIterator(place), false);
        }
        return path;
    }
}
