package dev.zimage.bench.report;

import java.util.List;
import java.util.Locale;

/// Figures as a Markdown table whose columns are also aligned on a terminal.
final class ResultTable {

    private static final List<String> HEAD =
            List.of("what", "figure", "baseline", "ratio", "bar", "reached");

    private ResultTable() {}

    static String markdown(List<Figure> figures) {
        List<List<String>> rows = figures.stream().map(ResultTable::row).toList();
        int[] widths = widths(rows);
        StringBuilder text = new StringBuilder(line(HEAD, widths));
        text.append(ruler(widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private static List<String> row(Figure figure) {
        Quantity baseline = figure.baseline();
        Target bar = figure.bar();
        return List.of(
                figure.what(),
                figure.measured().toString(),
                baseline == null ? "" : baseline.toString(),
                figure.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", figure.ratio().getAsDouble())
                        : "",
                bar == null ? "" : bar.toString(),
                bar == null ? "" : bar.isReachedBy(figure) ? "yes" : "NO");
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = HEAD.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String format = isNumber(i) ? " %" + widths[i] + "s |" : " %-" + widths[i] + "s |";
            line.append(String.format(Locale.ROOT, format, cells.get(i)));
        }
        return line.append('\n').toString();
    }

    private static String ruler(int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(' ').append("-".repeat(widths[i] - 1)).append(isNumber(i) ? ": |" : "- |");
        }
        return line.append('\n').toString();
    }

    private static boolean isNumber(int column) {
        return column >= 1 && column <= 3;
    }
}
