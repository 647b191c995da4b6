package dev.zimage.sketch.prompt;

import dev.zimage.texts.EastAsian;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Short Chinese and Japanese texts in columns: where the prompt says so, and couplets in any case,
/// the first line on the right.
final class VerticalText {

    private static final int LONGEST = 14;

    /// Between two columns, as wide as three characters.
    private static final String GAP = " ".repeat(12);

    private VerticalText() {}

    /// @param manner that the prompt names
    static List<Brief.Text> set(Set<String> manner, List<Brief.Text> texts) {
        if (manner.contains("couplet")) {
            return couplet(texts);
        }
        return manner.contains("vertical")
                ? texts.stream().map(VerticalText::column).toList()
                : texts;
    }

    private static Brief.Text column(Brief.Text text) {
        List<String> lines = text.words().lines().map(VerticalText::plain).toList();
        return lines.stream().allMatch(VerticalText::isSettable)
                ? new Brief.Text(columns(lines.reversed()), text.role())
                : text;
    }

    /// Two texts of one length become columns; what is not of their length goes on top.
    private static List<Brief.Text> couplet(List<Brief.Text> texts) {
        List<String> all =
                texts.stream().flatMap(t -> t.words().lines()).map(VerticalText::plain).toList();
        for (int i = 0; i + 1 < all.size(); i++) {
            String first = all.get(i);
            String second = all.get(i + 1);
            if (first.length() == second.length() && first.length() > 3 && isSettable(first)) {
                List<String> lines = new ArrayList<>(all);
                lines.removeAll(List.of(first, second));
                lines.add(columns(List.of(second, first)));
                return List.of(new Brief.Text(String.join("\n", lines), Brief.Role.HEADLINE));
            }
        }
        return texts;
    }

    private static String columns(List<String> fromLeft) {
        List<int[]> columns = fromLeft.stream().map(c -> c.codePoints().toArray()).toList();
        int longest = columns.stream().mapToInt(column -> column.length).max().orElse(0);
        return IntStream.range(0, longest)
                .mapToObj(row ->
                        columns.stream()
                                .map(c -> row < c.length ? Character.toString(c[row]) : "\u3000")
                                .collect(Collectors.joining(GAP)))
                .collect(Collectors.joining("\n"));
    }

    /// Without the marks between clauses, which a column does not need.
    private static String plain(String line) {
        return line.replaceAll("[，。、；：！？,.;:!?\\s]", "");
    }

    private static boolean isSettable(String line) {
        return line.length() <= LONGEST && line.codePoints().allMatch(EastAsian::is);
    }
}
