package dev.zimage.sketch.type;

import dev.zimage.sketch.words.WordTable;
import dev.zimage.texts.EastAsian;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sets a text as large as it fits into a box, in lines of even length. The result is never larger
/// than the box.
///
/// @param stack the faces
/// @param tracking extra space between characters, in ems
/// @param air line spacing as a multiple of the tightest: 1 for headlines, more for reading
public record TypeSetter(FontStack stack, double tracking, double air) {

    /// A text of more paragraphs has as many lines as these.
    private static final int MOST_LINES = 200;

    /// Each further line lowers the score to this share, so it has to gain more in size.
    private static final double LINE_PRICE = 0.93;

    private static final double ORPHAN_PRICE = 0.82;

    /// A short Chinese text that is cut into unequal parts is cut through a word.
    private static final double UNEQUAL_PRICE = 0.62;

    private static final int SHORT = 9;

    /// A line of a list that goes on in the next line looks like one of its own.
    private static final double WRAPPED_PRICE = 0.7;

    private static final int LIST = 3;
    private static final double TORN_PRICE = 0.72;
    private static final int FEW_CLAUSES = 36;

    private record Piece(String text, double width, double trimmed) {}

    /// @param largest pixels an em, at most
    /// @param legible pixels an em below which words may be cut to make the text larger
    public SetText fit(String text, double width, double height, double largest, double legible) {
        TypeSetter own = new TypeSetter(stack.forText(text), tracking, air);
        SetText whole = own.fit(text, width, height, largest, false);
        if (whole.size() >= legible) {
            return whole;
        }
        SetText cut = own.fit(text, width, height, largest, true);
        return cut.size() > whole.size() * 1.25 ? cut : whole;
    }

    private SetText fit(
            String text, double width, double height, double largest, boolean anywhere) {
        List<List<Piece>> paragraphs = paragraphs(text, anywhere);
        double leading = leading(text);
        double widest =
                paragraphs.stream()
                        .mapToDouble(p -> p.stream().mapToDouble(Piece::width).sum())
                        .max()
                        .orElse(1);
        List<List<String>> best = List.of();
        double bestScore = -1;
        int fewest = paragraphs.size();
        for (int lines = fewest; lines <= Math.max(fewest, MOST_LINES); lines++) {
            double ceiling = Math.min(largest, height / ((lines - 1) * leading + 0.7));
            double linePrice = Math.pow(LINE_PRICE, Math.min(lines - fewest, 3));
            if (ceiling * linePrice <= bestScore) {
                break;
            }
            double measure = narrowest(paragraphs, lines, widest);
            List<List<String>> broken = paragraphs.stream().map(p -> lines(p, measure)).toList();
            double size = Math.min(ceiling, width / Math.max(measure, 0.01));
            double score = size * linePrice * (lines > fewest ? price(broken, measure) : 1);
            if (score > bestScore) {
                bestScore = score;
                best = broken;
            }
        }
        return sized(best, leading, width, height, largest);
    }

    /// The exact size for lines that were chosen by estimate.
    private SetText sized(
            List<List<String>> broken, double leading, double width, double height, double most) {
        List<TypeLine> lines = broken.stream().flatMap(List::stream).map(this::line).toList();
        SetText unit = SetText.of(lines, leading);
        double across = width / Math.max(unit.width(), 1e-3);
        double down = height / Math.max(unit.height(), 1e-3);
        return unit.scaled(Math.min(most, Math.min(across, down)));
    }

    private List<List<Piece>> paragraphs(String text, boolean anywhere) {
        boolean list = text.strip().indexOf('\n') > 0;
        return text.lines()
                .map(String::strip)
                .map(line ->
                        list ? WordTable.matcher("before price", line).replaceAll("\u00A0") : line)
                .filter(line -> !line.isEmpty())
                .map(line -> LineBreaker.pieces(line, anywhere))
                .map(pieces -> pieces.stream().map(this::piece).toList())
                .toList();
    }

    private Piece piece(String text) {
        double width = line(text).width() + tracking;
        String trimmed = text.stripTrailing();
        return new Piece(text, width, trimmed.equals(text) ? width : line(trimmed).width());
    }

    private TypeLine line(String text) {
        return TypeLine.of(text, stack, tracking);
    }

    /// The smallest measure in which the paragraphs need no more than so many lines.
    private static double narrowest(List<List<Piece>> paragraphs, int lines, double widest) {
        Stream<Piece> pieces = paragraphs.stream().flatMap(List::stream);
        double low = pieces.mapToDouble(Piece::trimmed).max().orElse(0);
        double high = widest;
        if (count(paragraphs, low) <= lines) {
            return low;
        }
        for (int i = 0; i < 24; i++) {
            double middle = (low + high) / 2;
            if (count(paragraphs, middle) <= lines) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static int count(List<List<Piece>> paragraphs, double measure) {
        return paragraphs.stream().mapToInt(p -> broken(p, measure).size()).sum();
    }

    /// The lines of a paragraph.
    private static List<List<Piece>> broken(List<Piece> paragraph, double measure) {
        List<List<Piece>> lines = new ArrayList<>();
        int start = 0;
        double x = 0;
        for (int i = 0; i < paragraph.size(); i++) {
            if (x > 0 && x + paragraph.get(i).trimmed() > measure + 1e-9) {
                lines.add(paragraph.subList(start, i));
                start = i;
                x = 0;
            }
            x += paragraph.get(i).width();
        }
        lines.add(paragraph.subList(start, paragraph.size()));
        return lines;
    }

    private static List<String> lines(List<Piece> paragraph, double measure) {
        return broken(paragraph, measure).stream()
                .map(line -> line.stream().map(Piece::text).collect(Collectors.joining()).strip())
                .toList();
    }

    private double price(List<List<String>> broken, double measure) {
        for (List<String> lines : broken) {
            if (tearsClauses(lines)) {
                return TORN_PRICE;
            }
            boolean chinese = lines.stream().allMatch(EastAsian::isIn);
            int most = lines.stream().mapToInt(String::length).max().orElse(0);
            int least = lines.stream().mapToInt(String::length).min().orElse(0);
            if (chinese && most != least && most * lines.size() <= SHORT + 1) {
                return UNEQUAL_PRICE;
            }
        }
        double wrapped = broken.size() >= LIST ? WRAPPED_PRICE : 1;
        return wrapped * (orphaned(broken, measure) ? ORPHAN_PRICE : 1);
    }

    /// Whether a Chinese text of few clauses has a line that ends within one.
    private static boolean tearsClauses(List<String> lines) {
        String all = String.join("", lines);
        return all.length() <= FEW_CLAUSES
                && EastAsian.isIn(all)
                && WordTable.matcher("clause end", all.substring(0, all.length() - 1)).find()
                && lines.subList(0, lines.size() - 1).stream()
                        .anyMatch(line ->
                                !WordTable.matcher("clause end", line.substring(line.length() - 1))
                                        .find());
    }

    /// Whether a last line is so short that it looks lost.
    private boolean orphaned(List<List<String>> broken, double measure) {
        return broken.stream()
                .filter(lines -> lines.size() > 1)
                .map(lines -> line(lines.getLast()))
                .anyMatch(last -> last.width() < measure * 0.4);
    }

    /// Baseline to baseline in ems: capitals alone stand closer than lines with descenders.
    private double leading(String text) {
        Face face = stack.latin();
        double western =
                text.codePoints().anyMatch(Character::isLowerCase)
                        ? face.glyph('p').bounds().getMaxY()
                                - face.glyph('d').bounds().getMinY()
                                + 0.02
                        : face.glyph('H').bounds().getMinY() * -1.2;
        double tight = EastAsian.isIn(text) ? Math.max(1.08, western) : western;
        return tight * air;
    }
}
