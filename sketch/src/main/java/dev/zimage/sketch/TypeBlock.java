package dev.zimage.sketch;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.type.SetText;
import dev.zimage.sketch.type.TypeSetter;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All texts of a poster, set under each other: headline, sublines, footers. Positions are in
/// pixels from the top left of the block.
///
/// @param parts from the top
/// @param height from the first ink to the last
/// @param divide the middle of the gap below the headline, or NaN when there is none
record TypeBlock(List<Part> parts, double height, double divide) {

    /// How large a headline and any other text may be: a part of the page's short side.
    private static final double LARGEST = 0.34;

    private static final double LARGEST_TEXT = 0.074;

    /// How many times larger one text may be than another of its rank.
    private static final double MUCH = 1.6;

    /// @param y of its ink's top in the block
    record Part(SetText text, Brief.Role role, double y) {}

    /// Sets texts into a column; the result is never larger than that. Where several headings have
    /// a sentence each, all headings are of one size, and so are all sentences.
    static TypeBlock set(List<Brief.Text> all, LayoutContext sheet, double width, double height) {
        boolean paired = all.stream().filter(TypeBlock::isHeading).count() > 1;
        List<Brief.Text> texts = paired ? all.stream().map(TypeBlock::ofPair).toList() : all;
        Page page = sheet.page();
        double[] shares = shares(texts, paired);
        List<SetText> set = new ArrayList<>();
        double heading = page.shortSide() * LARGEST;
        for (int i = 0; i < shares.length; i++) {
            Brief.Text text = texts.get(i);
            boolean head = i == 0 || isHeading(text);
            TypeSetter setter = head ? sheet.style().headline() : sheet.style().text();
            double below =
                    Math.min(heading * (paired ? 0.7 : 0.42), page.shortSide() * LARGEST_TEXT);
            double least = paired ? Math.min(heading, page.legible()) : page.legible();
            double part = text.role() == Brief.Role.FOOTER ? 0.74 : 1;
            double largest = head ? heading : Math.max(below, least) * part;
            set.add(setter.fit(text.words(), width, height * shares[i], largest, page.legible()));
            heading = head ? set.getLast().size() : heading;
        }
        List<SetText> even = evened(texts, set, paired ? Double.POSITIVE_INFINITY : MUCH);
        TypeBlock block = stacked(texts, even, paired, sheet.style().ornament() > 0);
        return block.height > height ? block.scaled(height / block.height) : block;
    }

    private static boolean isHeading(Brief.Text text) {
        return text.role() == Brief.Role.HEADLINE;
    }

    /// Whatever it is called, the text below a heading is its sentence.
    private static Brief.Text ofPair(Brief.Text text) {
        return isHeading(text) ? text : new Brief.Text(text.words(), Brief.Role.SUBLINE);
    }

    /// How much of the height each text may fill; the rest is between them.
    private static double[] shares(List<Brief.Text> texts, boolean paired) {
        double head = paired ? 0 : texts.size() == 1 ? 1 : headlineShare(texts);
        double[] lines =
                texts.stream().mapToDouble(t -> paired && isHeading(t) ? 1.4 : lines(t)).toArray();
        double all = DoubleStream.of(lines).sum() - (paired ? 0 : lines[0]);
        double fill = paired ? 0.7 : (1 - head) * 0.8;
        double[] shares = DoubleStream.of(lines).map(own -> fill * own / all).toArray();
        shares[0] = paired ? shares[0] : head;
        return shares;
    }

    /// About how many lines a text takes.
    private static double lines(Brief.Text text) {
        return text.words().lines().mapToDouble(line -> Math.max(1, line.length() / 30.0)).sum();
    }

    /// Texts of one rank get one size, unless one of them is so much longer than the others that
    /// its size is a small part of theirs.
    private static List<SetText> evened(List<Brief.Text> texts, List<SetText> set, double much) {
        List<SetText> even = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            SetText own = set.get(i);
            Brief.Role role = texts.get(i).role();
            double size =
                    IntStream.range(0, set.size())
                            .filter(k -> texts.get(k).role() == role)
                            .mapToDouble(k -> set.get(k).size())
                            .filter(other -> other * much >= own.size())
                            .min()
                            .orElse(own.size());
            even.add(own.scaled(Math.min(1, size / own.size())));
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
            List<Brief.Text> texts, List<SetText> set, boolean paired, boolean ornament) {
        List<Part> parts = new ArrayList<>();
        double y = 0;
        double divide = Double.NaN;
        for (int i = 0; i < set.size(); i++) {
            SetText text = set.get(i);
            Brief.Role role = texts.get(i).role();
            if (i == 1 && !paired) {
                double least = text.size() * (ornament ? 1.7 : 0.95);
                double gap = Math.max(least, set.getFirst().size() * (ornament ? 0.34 : 0.22));
                divide = y + gap / 2;
                y += gap;
            } else if (i > 0) {
                boolean apart = !paired && role != texts.get(i - 1).role();
                y +=
                        text.size()
                                * (apart ? 1.25 : paired && !isHeading(texts.get(i)) ? 0.65 : 0.75);
            }
            parts.add(new Part(text, role, y));
            y += text.height();
        }
        return new TypeBlock(parts, y, divide);
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
