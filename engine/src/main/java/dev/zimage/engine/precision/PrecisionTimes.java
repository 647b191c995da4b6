package dev.zimage.engine.precision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How long the same layers took in several precisions on one processor.
///
/// @param host that they were measured on
/// @param milliseconds of processor time, the median of several runs
record PrecisionTimes(ProcessorId host, Map<Precision, Double> milliseconds) {

    /// How much less time another precision than the usual one must take to be preferred: a smaller
    /// difference could be chance, and the weights would have to be prepared again.
    private static final double CLEARLY = 0.8;

    private static final JsonMapper JSON = JsonMapper.shared();

    PrecisionTimes {
        milliseconds = new EnumMap<>(milliseconds);
        for (double each : milliseconds.values()) {
            if (!(each > 0)) {
                throw new IllegalArgumentException("times must be above 0: " + milliseconds);
            }
        }
    }

    /// The precision that took the least time, or the usual one where none was clearly faster.
    Precision fastest(Precision usual) {
        Double ofUsual = milliseconds.get(usual);
        if (ofUsual == null) {
            return usual;
        }
        return milliseconds.entrySet().stream()
                .filter(each -> each.getValue() < CLEARLY * ofUsual)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(usual);
    }

    /// One line.
    String text() {
        return milliseconds.entrySet().stream()
                .map(each ->
                        String.format(
                                Locale.ROOT, "%s %.1f ms", each.getKey().id(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// Reads what was measured on a machine; empty where there is nothing, or it is of another Java
    /// or processor, or damaged.
    static Optional<PrecisionTimes> read(Path folder, ProcessorId host) {
        try {
            byte[] json = Files.readAllBytes(file(folder, host));
            return Optional.ofNullable(JSON.readValue(json, PrecisionTimes.class))
                    .filter(times -> times.host.equals(host));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /// Replaces what was measured before on this kind of processor.
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "speed-", ".tmp");
        try {
            Files.write(unfinished, JSON.writeValueAsBytes(this));
            Files.move(
                    unfinished,
                    file(folder, host),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path file(Path folder, ProcessorId host) {
        return folder.resolve("speed-" + host.digits() + ".json");
    }
}
