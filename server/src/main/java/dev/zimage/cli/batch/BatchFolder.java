package dev.zimage.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.text.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a batch: its pictures, `results.csv`, and `batch.jsonl`, a record to which every
/// change of a row is appended, so that a batch that was killed goes on where it was. One process
/// at a time has it. Safe for use by any number of threads.
final class BatchFolder implements AutoCloseable {

    private static final String RECORD = "batch.jsonl";
    private static final String RESULTS = "results.csv";
    private static final int SLUG = 40;
    private static final int DIGITS = 4;
    private static final String LINE_END = "\r\n";
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private final Path folder;
    private final FileChannel channel;
    private final Map<String, RowResult> results = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    private BatchFolder(Path folder, FileChannel channel) throws IOException {
        this.folder = folder;
        this.channel = channel;
        // A line that was cut when the process was killed is no JSON, and is left out.
        Files.readAllLines(folder.resolve(RECORD), UTF_8).forEach(this::recall);
        if (channel.size() > 0) {
            channel.write(UTF_8.encode("\n"));
        }
    }

    /// @param folder made if need be
    static BatchFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(RECORD),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
            if (!isOurs(channel)) {
                channel.close();
                throw new CommandFailure("another zimage batch works in " + folder);
            }
            return new BatchFolder(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void recall(String line) {
        try {
            if (!line.isBlank()) {
                remember(JSON.readValue(line, RowResult.class));
            }
        } catch (JacksonException e) {
            // see above
        }
    }

    private void remember(RowResult result) {
        results.put(result.key(), result);
        if (result.status() == RowResult.Status.FAILED) {
            failures.merge(result.key(), 1, Integer::sum);
        }
    }

    /// What is known of a row; null for nothing. A picture that is not there any more is unknown.
    synchronized @Nullable RowResult find(RowOrder order) {
        RowResult known = results.get(order.key());
        String file = known == null ? null : known.file();
        return known != null
                        && known.status() == RowResult.Status.COMPLETED
                        && file != null
                        && !Files.exists(folder.resolve(file))
                ? known.with(String.valueOf(known.task()), RowResult.Status.ORDERED)
                : known;
    }

    /// Whether nothing is left to do for a row.
    ///
    /// @param retryFailed whether rows whose picture failed are ordered anew
    boolean isDone(RowOrder order, boolean retryFailed) {
        RowResult known = find(order);
        return known != null
                && switch (known.status()) {
                    case COMPLETED -> true;
                    case FAILED -> !retryFailed;
                    case ORDERED, REFUSED, NOT_ORDERED -> false;
                };
    }

    /// Whether a row has been ordered, so that it costs nothing now.
    boolean isOrdered(RowOrder order) {
        RowResult known = find(order);
        return known != null && known.status() == RowResult.Status.ORDERED;
    }

    /// How often the picture of a row has failed.
    synchronized int failures(RowOrder order) {
        return failures.getOrDefault(order.key(), 0);
    }

    /// Appends to the record.
    synchronized void record(RowResult result) {
        remember(result);
        try {
            channel.write(UTF_8.encode(JSON.writeValueAsString(result) + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("the record of the batch cannot be written", e);
        }
    }

    /// Stores a picture, whole or not at all.
    ///
    /// @return the name of its file
    String store(RowOrder order, long seed, String extension, byte[] picture) {
        String name =
                String.format(
                        Locale.ROOT,
                        "%0" + DIGITS + "d-%s%d.%s",
                        order.number(),
                        slug(order.row().prompt()),
                        seed,
                        extension);
        write(name, picture);
        return name;
    }

    private static String slug(String prompt) {
        String words =
                prompt.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        int most =
                words.offsetByCodePoints(
                        0, Math.min(SLUG, words.codePointCount(0, words.length())));
        return words.isEmpty() ? "" : words.substring(0, most).replaceAll("-$", "") + "-";
    }

    private void write(String name, byte[] content) {
        try {
            Path unfinished = folder.resolve("." + name + ".part");
            Files.write(unfinished, content);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve(name) + " cannot be written", e);
        }
    }

    /// Writes `results.csv`, a line for each row in the order of the file.
    void writeResults(List<RowOrder> orders) {
        String table =
                orders.stream()
                        .map(this::line)
                        .collect(
                                Collectors.joining(
                                        "",
                                        "row,line,prompt,aspect_ratio,seed,metadata,status,task_id,"
                                                + "file,credits,error_code,error"
                                                + LINE_END,
                                        ""));
        write(RESULTS, ("\uFEFF" + table).getBytes(UTF_8));
    }

    private String line(RowOrder order) {
        RowResult known = find(order);
        RowResult result =
                known == null ? RowResult.of(order, RowResult.Status.NOT_ORDERED) : known;
        BatchRow row = order.row();
        return String.join(
                        ",",
                        String.valueOf(order.number()),
                        String.valueOf(row.line()),
                        CsvCell.of(row.prompt()),
                        row.ratio() == null ? "" : row.ratio().label(),
                        text(result.seed() == null ? row.seed() : result.seed()),
                        row.metadata().isEmpty()
                                ? ""
                                : CsvCell.of(JSON.writeValueAsString(row.metadata())),
                        result.status().name().toLowerCase(Locale.ROOT),
                        text(result.task()),
                        result.file() == null ? "" : CsvCell.of(result.file()),
                        String.valueOf(result.credits()),
                        result.errorCode() == 0 ? "" : String.valueOf(result.errorCode()),
                        result.error() == null ? "" : CsvCell.of(result.error()))
                + LINE_END;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    Path results() {
        return folder.resolve(RESULTS);
    }

    @Override
    public void close() {
        try {
            channel.close(); // and so the lock
        } catch (IOException e) {
            throw new UncheckedIOException("the record of the batch cannot be written", e);
        }
    }
}
