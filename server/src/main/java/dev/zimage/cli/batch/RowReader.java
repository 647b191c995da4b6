package dev.zimage.cli.batch;

import dev.zimage.engine.ImageRequest;
import dev.zimage.models.AspectRatio;
import dev.zimage.text.CsvTable;
import dev.zimage.text.NearestName;
import dev.zimage.text.QuotedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the rows below the header of a table.
final class RowReader {

    /// The most that any model may allow; the server knows the limit of the one that is ordered.
    private static final int LONGEST_PROMPT = 10_000;

    private static final String PROMPT = "prompt";
    private static final String RATIO = "aspect_ratio";
    private static final String SEED = "seed";
    private static final String METADATA = "metadata";
    private static final String PAIR = METADATA + ".";
    private static final List<String> COLUMNS = List.of(PROMPT, RATIO, SEED, METADATA);
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> columns;
    private final @Nullable AspectRatio usual;

    /// A cell with a wrong value.
    private static final class WrongCell extends Exception {

        private static final long serialVersionUID = 1L;

        WrongCell(String problem) {
            super(problem);
        }
    }

    private RowReader(List<String> columns, @Nullable AspectRatio usual) {
        this.columns = columns;
        this.usual = usual;
    }

    /// @param usual the shape of rows that name none, null for the model's
    static RowReader of(CsvTable.Row header, @Nullable AspectRatio usual, List<String> problems) {
        List<String> columns = header.cells().stream().map(RowReader::name).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!COLUMNS.contains(column) && !isPair(column)) {
                problems.add("line %d: %s".formatted(header.line(), unknown(column)));
            } else if (!seen.add(column)) {
                problems.add("line %d: two columns %s".formatted(header.line(), column));
            }
        }
        if (!columns.contains(PROMPT)) {
            problems.add(
                    "line %d: the header needs a column prompt; a file with one prompt per line is read"
                                    .formatted(header.line())
                            + " with --format lines");
        }
        return new RowReader(columns, usual);
    }

    private static String name(String cell) {
        String name = cell.strip();
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "ratio" -> RATIO;
            case PROMPT, RATIO, SEED, METADATA -> lower;
            default -> name;
        };
    }

    private static boolean isPair(String column) {
        return column.startsWith(PAIR) && column.length() > PAIR.length();
    }

    private static String unknown(String column) {
        Stream<String> known = COLUMNS.stream();
        return "unknown column %s; the columns are %s and %sNAME%s"
                .formatted(
                        QuotedText.of(column),
                        String.join(", ", COLUMNS),
                        PAIR,
                        NearestName.question(column, known)
                                .map(question -> "; " + question)
                                .orElse(""));
    }

    BatchRow read(CsvTable.Row row, List<String> problems) {
        List<String> wrong = new ArrayList<>();
        if (row.cells().size() > columns.size()) {
            wrong.add(
                    "%d fields, and the header has %d; put a field with commas in quotes"
                            .formatted(row.cells().size(), columns.size()));
        }
        String prompt = cell(row, PROMPT).strip();
        promptProblem(prompt).ifPresent(wrong::add);
        BatchRow read =
                new BatchRow(
                        row.line(),
                        prompt,
                        checked(() -> ratio(cell(row, RATIO).strip()), wrong),
                        checked(() -> seed(cell(row, SEED).strip()), wrong),
                        metadata(row, wrong));
        wrong.forEach(problem -> problems.add("line " + row.line() + ": " + problem));
        return read;
    }

    static Optional<String> promptProblem(String prompt) {
        int length = prompt.codePointCount(0, prompt.length());
        if (length == 0) {
            return Optional.of("the prompt is empty");
        }
        return length > LONGEST_PROMPT
                ? Optional.of(
                        "the prompt has %,d characters, more than any model takes"
                                .formatted(length))
                : Optional.empty();
    }

    private interface Reading<T> {
        @Nullable T read() throws WrongCell;
    }

    private static <T> @Nullable T checked(Reading<T> reading, List<String> wrong) {
        try {
            return reading.read();
        } catch (WrongCell e) {
            wrong.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable AspectRatio ratio(String text) throws WrongCell {
        if (text.isEmpty()) {
            return usual;
        }
        return AspectRatio.of(text)
                .orElseThrow(() ->
                        new WrongCell(
                                "aspect_ratio is one of %s, not %s"
                                        .formatted(
                                                Stream.of(AspectRatio.values())
                                                        .map(AspectRatio::label)
                                                        .collect(Collectors.joining(", ")),
                                                QuotedText.of(text))));
    }

    private static @Nullable Long seed(String text) throws WrongCell {
        if (text.isEmpty()) {
            return null;
        }
        try {
            long seed = Long.parseLong(text);
            if (seed >= 0 && seed <= ImageRequest.MAX_SEED) {
                return seed;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new WrongCell(
                "seed is a whole number from 0 to %d, not %s"
                        .formatted(ImageRequest.MAX_SEED, QuotedText.of(text)));
    }

    private Map<String, String> metadata(CsvTable.Row row, List<String> wrong) {
        Map<String, String> pairs = new TreeMap<>();
        checked(() -> object(cell(row, METADATA).strip(), pairs), wrong);
        for (String column : columns) {
            if (isPair(column) && !cell(row, column).isEmpty()) {
                pairs.put(column.substring(PAIR.length()), cell(row, column));
            }
        }
        return pairs;
    }

    private static @Nullable Void object(String text, Map<String, String> pairs) throws WrongCell {
        if (text.isEmpty()) {
            return null;
        }
        for (Map.Entry<String, JsonNode> pair : parsed(text).properties()) {
            if (!pair.getValue().isString()) {
                throw new WrongCell(
                        "metadata %s is not a string".formatted(QuotedText.of(pair.getKey())));
            }
            pairs.put(pair.getKey(), pair.getValue().asString());
        }
        return null;
    }

    private static JsonNode parsed(String text) throws WrongCell {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // reported below
        }
        throw new WrongCell(
                "metadata is a JSON object of strings such as {\"\"sku\"\":\"\"A-1\"\"}, or columns"
                        + " such as metadata.sku");
    }

    /// The cell of a column; empty in a row that ends before it.
    private String cell(CsvTable.Row row, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= row.cells().size() ? "" : row.cells().get(index);
    }
}
