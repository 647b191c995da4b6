package dev.zimage.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/// The results of one run, as Markdown.
///
/// @param command with which it can be repeated
public record BenchReport(
        LocalDate date, Machine machine, String command, Duration took, List<Figure> figures) {

    private static final String MARK = "<!-- results: written by the benchmarks -->";

    public BenchReport {
        figures = List.copyOf(figures);
    }

    public String markdown() {
        return """
        - date: %s
        %s
        - command: `%s`, %d s

        %s\
        """
                .formatted(
                        date,
                        String.join("\n", machine.lines()),
                        command,
                        took.toSeconds(),
                        ResultTable.markdown(figures));
    }

    /// Replaces what follows the mark in the file, and leaves what stands before it.
    public void writeTo(Path file) {
        try {
            String old = Files.readString(file);
            int mark = old.indexOf(MARK);
            if (mark < 0) {
                throw new IOException(file + " has lost the line " + MARK);
            }
            Files.writeString(file, old.substring(0, mark + MARK.length()) + "\n\n" + markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
