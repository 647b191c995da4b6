package dev.zimage.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows in aligned columns, under a header. A header that begins with `>` stands over numbers,
/// which are aligned to the right.
public final class Table {

    private static final String GAP = "  ";

    private final List<Boolean> numbers;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headers) {
        List<String> given = List.of(headers);
        this.numbers = given.stream().map(header -> header.startsWith(">")).toList();
        rows.add(given.stream().map(header -> header.replaceFirst("^>", "")).toList());
    }

    public Table row(String... cells) {
        if (cells.length != numbers.size()) {
            throw new IllegalArgumentException("a row has " + numbers.size() + " cells");
        }
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        List<Integer> widths = IntStream.range(0, numbers.size()).mapToObj(this::width).toList();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(
                        column -> padded(row.get(column), widths.get(column), numbers.get(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String padded(String cell, int width, boolean right) {
        String padding = " ".repeat(width - length(cell));
        return right ? padding + cell : cell + padding;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
