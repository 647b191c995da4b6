package dev.zimage.sketch;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.type.SetText;
import dev.zimage.sketch.type.TypeSetter;
import dev.zimage.sketch.type.TypeStyle;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All texts of a poster, set under each other: headline, sublines, footers. Positions are in
/// pixels from the top left of the block.
///
/// @param parts from the top
/// @param height from the first ink to the last
/// @param divide the middle of the gap below the headline, or NaN when nothing follows it
record TypeBlock(List<Part> parts, double height, double divide) {

    /// How large the first text may be: a part of the page's short side.
    private static final double LARGEST = 0.34;

    /// How many times larger one text may be than another of its rank.
    private static final double MUCH = 1.6;

    /// How much of the height headings and sentences fill; the rest is between them.
    private static final double PAIRS_FILL = 0.7;

    TypeBlock {
        parts = List.copyOf(parts);
    }

    /// @param y of its ink's top in the block
    record Part(SetText text, Brief.Role role, double y) {}

    /// Sets texts into a column; the result is never larger than that.
    static TypeBlock set(List<Brief.Text> texts, LayoutContext sheet, double width, double height) {
        if (texts.stream().filter(TypeBlock::isHeading).count() > 1) {
            return pairs(texts, sheet, width, height);
        }
        TypeStyle style = sheet.style();
        Page page = sheet.page();
        double share = texts.size() == 1 ? 1 : headlineShare(texts);
        String first = texts.getFirst().words();
        double largestHead = page.shortSide() * LARGEST;
        SetText headline =
                style.headline().fit(first, width, height * share, largestHead, page.legible());
        List<SetText> set = new ArrayList<>(List.of(headline));
        double most = Math.min(headline.size() * 0.42, page.shortSide() * 0.074);
        double lines = texts.stream().skip(1).mapToDouble(TypeBlock::lines).sum();
        for (Brief.Text text : texts.subList(1, texts.size())) {
            double room = height * (1 - share) * lines(text) / lines;
            double largest =
                    Math.max(most, page.legible()) * (text.role() == Brief.Role.FOOTER ? 0.74 : 1);
            set.add(style.text().fit(text.words(), width, room * 0.8, largest, page.legible()));
        }
        return stacked(texts, evened(texts, set), style, height);
    }

    private static boolean isHeading(Brief.Text text) {
        return text.role() == Brief.Role.HEADLINE;
    }

    /// Sets headings of one size, each with its sentence below.
    private static TypeBlock pairs(
            List<Brief.Text> texts, LayoutContext sheet, double width, double height) {
        Page page = sheet.page();
        double shares = texts.stream().mapToDouble(TypeBlock::pairShare).sum();
        List<SetText> set = new ArrayList<>();
        double heading = page.shortSide() * LARGEST;
        double sentence = page.shortSide() * 0.074;
        for (Brief.Text text : texts) {
            double room = height * PAIRS_FILL * pairShare(text) / shares;
            TypeSetter setter = isHeading(text) ? sheet.style().headline() : sheet.style().text();
            double largest = isHeading(text) ? heading : sentence;
            SetText own = setter.fit(text.words(), width, room, largest, page.legible());
            heading = isHeading(text) ? own.size() : heading;
            sentence = isHeading(text) ? sentence : Math.min(own.size(), heading * 0.7);
            set.add(own);
        }
        List<Part> parts = new ArrayList<>();
        double y = 0;
        for (int i = 0; i < set.size(); i++) {
            boolean head = isHeading(texts.get(i));
            double size = head ? heading : sentence;
            SetText even = set.get(i).scaled(Math.min(1, size / set.get(i).size()));
            y += i == 0 ? 0 : head ? heading * 0.75 : sentence * 0.65;
            parts.add(new Part(even, texts.get(i).role(), y));
            y += even.height();
        }
        TypeBlock block = new TypeBlock(parts, y, Double.NaN);
        return y > height ? block.scaled(height / y) : block;
    }

    private static double pairShare(Brief.Text text) {
        return isHeading(text) ? 1.4 : lines(text);
    }

    /// About how many lines a text takes.
    private static double lines(Brief.Text text) {
        return text.words().lines().mapToDouble(line -> Math.max(1, line.length() / 30.0)).sum();
    }

    /// Texts of one rank get one size, unless one of them is much longer than the others.
    private static List<SetText> evened(List<Brief.Text> texts, List<SetText> set) {
        List<SetText> even = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            SetText own = set.get(i);
            Brief.Role role = texts.get(i).role();
            double size = own.size();
            for (int k = 0; k < set.size(); k++) {
                if (texts.get(k).role() == role && set.get(k).size() * MUCH >= own.size()) {
                    size = Math.min(size, set.get(k).size());
                }
            }
            even.add(own.scaled(size / own.size()));
        }
        return even;
    }

    private static double headlineShare(List<Brief.Text> texts) {
        int head = texts.getFirst().words().length();
        int rest = texts.stream().skip(1).mapToInt(t -> t.words().length()).sum();
        double weight = (double) head / (head + 0.45 * rest);
        boolean list = texts.stream().anyMatch(t -> t.role() == Brief.Role.LIST);
        return Math.clamp(weight, list ? 0.26 : 0.4, 0.7);
    }

    private static TypeBlock stacked(
            List<Brief.Text> texts, List<SetText> set, TypeStyle style, double height) {
        List<Part> parts = new ArrayList<>();
        double y = 0;
        double divide = Double.NaN;
        boolean ornament = style.ornament() > 0;
        for (int i = 0; i < set.size(); i++) {
            SetText text = set.get(i);
            if (i == 1) {
                double least = text.size() * (ornament ? 1.7 : 0.95);
                double gap = Math.max(least, set.getFirst().size() * (ornament ? 0.34 : 0.22));
                divide = y + gap / 2;
                y += gap;
            } else if (i > 1) {
                y += text.size() * (texts.get(i).role() != texts.get(i - 1).role() ? 1.25 : 0.75);
            }
            parts.add(new Part(text, texts.get(i).role(), y));
            y += text.height();
        }
        TypeBlock block = new TypeBlock(parts, y, divide);
        return y > height ? block.scaled(height / y) : block;
    }

    private TypeBlock scaled(double by) {
        Stream<Part> scaled =
                parts.stream().map(p -> new Part(p.text().scaled(by), p.role(), p.y() * by));
        return new TypeBlock(scaled.toList(), height * by, divide * by);
    }

    /// Where the block's ink lies in a column.
    ///
    /// @param align 0 on the left, 1 on the right
    /// @param vertical 0 at the top, 1 at the bottom
    Rectangle2D place(Rectangle2D column, double align, double vertical) {
        double width = parts.stream().mapToDouble(part -> part.text().width()).max().orElse(0);
        double x = column.getX() + align * (column.getWidth() - width);
        double y = column.getY() + (column.getHeight() - height) * vertical;
        return new Rectangle2D.Double(x, y, width, height);
    }
}
