package dev.zimage.cli.batch;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.models.AspectRatio;
import dev.zimage.text.ByteOrderMark;
import dev.zimage.text.CsvTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the file of a batch: a table with a header, or one prompt per line.
final class BatchFile {

    private static final int PROBLEMS_SHOWN = 20;
    private static final int MOST_ROWS = 100_000;

    private BatchFile() {}

    /// @param form null for what the name tells: `.csv` and `.tsv` are tables
    /// @param usual the shape of rows that name none, null for the model's
    /// @throws CommandFailure that names each wrong row by its line
    static List<BatchRow> read(Path file, @Nullable BatchForm form, @Nullable AspectRatio usual) {
        String text = text(file);
        BatchForm chosen = form == null ? formOf(file) : form;
        List<String> problems = new ArrayList<>();
        List<BatchRow> rows =
                switch (chosen) {
                    case CSV -> table(file, text, usual, problems);
                    case LINES -> lines(text, usual, problems);
                };
        if (!problems.isEmpty()) {
            throw new CommandFailure("nothing of " + file + " was ordered:\n" + listed(problems));
        }
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw new CommandFailure(
                    "%s has %,d prompts; a batch has 1 to %,d"
                            .formatted(file, rows.size(), MOST_ROWS));
        }
        return rows;
    }

    private static String listed(List<String> problems) {
        String shown =
                problems.stream()
                        .limit(PROBLEMS_SHOWN)
                        .map(problem -> "  " + problem)
                        .collect(Collectors.joining("\n"));
        int more = problems.size() - PROBLEMS_SHOWN;
        return more > 0 ? shown + "\n  and %,d more".formatted(more) : shown;
    }

    private static BatchForm formOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".tsv") ? BatchForm.CSV : BatchForm.LINES;
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + " is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e);
        }
    }

    private static List<BatchRow> lines(
            String text, @Nullable AspectRatio usual, List<String> problems) {
        List<BatchRow> rows = new ArrayList<>();
        List<String> lines = ByteOrderMark.skip(text).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String prompt = lines.get(i).strip();
            if (!prompt.isEmpty()) {
                RowReader.promptProblem(prompt)
                        .map(("line " + (i + 1) + ": ")::concat)
                        .ifPresent(problems::add);
                rows.add(new BatchRow(i + 1, prompt, usual, null, Map.of()));
            }
        }
        return rows;
    }

    private static List<BatchRow> table(
            Path file, String text, @Nullable AspectRatio usual, List<String> problems) {
        List<CsvTable.Row> table;
        try {
            table = CsvTable.parse(text);
        } catch (CsvTable.Malformed e) {
            problems.add(String.valueOf(e.getMessage()));
            return List.of();
        }
        if (table.isEmpty()) {
            throw new CommandFailure(file + " is empty");
        }
        RowReader reader = RowReader.of(table.getFirst(), usual, problems);
        return problems.isEmpty()
                ? table.stream().skip(1).map(row -> reader.read(row, problems)).toList()
                : List.of();
    }
}
