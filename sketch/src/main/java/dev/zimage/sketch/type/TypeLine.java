package dev.zimage.sketch.type;

import dev.zimage.texts.EastAsian;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of set type: which outline stands where. Lengths are in ems of the text's size, the
/// origin is at the start of the baseline.
///
/// @param width from the first origin to the end of the last advance
/// @param ink the box around everything that is drawn
record TypeLine(List<Sort> sorts, double width, Rectangle2D ink) {

    /// How far a mark stays from what it stands over.
    private static final double MARK_GAP = 0.05;

    record Sort(Face.Glyph glyph, double x, double y) {

        Rectangle2D ink() {
            Rectangle2D box = glyph.bounds();
            return new Rectangle2D.Double(
                    box.getX() + x, box.getY() + y, box.getWidth(), box.getHeight());
        }
    }

    /// @param tracking what is added between any two characters, in ems
    static TypeLine of(String text, FontStack stack, double tracking) {
        List<Sort> sorts = new ArrayList<>();
        boolean inChinese = EastAsian.isIn(text);
        double x = 0;
        double gap = 0;
        FontStack.Choice before = null;
        for (int c : text.codePoints().toArray()) {
            FontStack.Choice choice = stack.choose(Script.isSpace(c) ? ' ' : c, inChinese);
            Face.Glyph glyph = choice.face().glyph(choice.codePoint());
            if (!Script.isSpace(c) && !Script.isPrinted(c)) {
                continue;
            }
            if (Script.isMark(c) && choice.codePoint() == c && before != null) {
                sorts.add(over(glyph, sorts.getLast()));
                continue;
            }
            if (before != null && before.face() == choice.face()) {
                x += choice.face().kern(before.codePoint(), choice.codePoint());
            } else if (before != null && needsAir(before.codePoint(), choice.codePoint())) {
                x += 0.12;
            }
            x += gap;
            sorts.add(new Sort(glyph, x, 0));
            x += glyph.advance();
            gap = EastAsian.is(c) ? tracking * 0.6 : tracking;
            before = choice;
        }
        Optional<Rectangle2D> ink =
                sorts.stream()
                        .map(Sort::ink)
                        .filter(box -> !box.isEmpty())
                        .reduce(Rectangle2D::createUnion);
        return new TypeLine(sorts, x, ink.orElseGet(Rectangle2D.Double::new));
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

    /// The line as one path, in pixels.
    ///
    /// @param size pixels an em
    /// @param x where the ink starts
    /// @param baseline where the baseline lies
    Path2D outline(double size, double x, double baseline) {
        Path2D path = new Path2D.Float(Path2D.WIND_NON_ZERO);
        for (Sort sort : sorts) {
            double left = x + (sort.x() - ink.getX()) * size;
            AffineTransform place =
                    new AffineTransform(size, 0, 0, size, left, baseline + sort.y() * size);
            path.append(sort.glyph().outline().getPathIterator(place), false);
        }
        return path;
    }
}
