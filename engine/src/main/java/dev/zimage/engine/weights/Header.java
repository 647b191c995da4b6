package dev.zimage.engine.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The head of a `.safetensors` file, checked: each tensor has the bytes that its type and shape
/// need, and together they fill the file without a gap and without an overlap.
///
/// @param entries in the order of their bytes
/// @param metadata strings beside them, which programs that quantise write for their readers
record Header(List<Entry> entries, Map<String, String> metadata) {

    /// One tensor.
    ///
    /// @param type as it is written: any type that the format knows, not only those of weights
    /// @param offset of the first byte in the file
    record Entry(String name, String type, List<Long> shape, long offset, long bytes) {}

    /// Far above the header of any model (half a megabyte for ten thousand tensors), far below what
    /// would fill the heap.
    static final int LONGEST = 16 << 20;

    private static final int LENGTH_FIELD = 8;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// Bits a value of each type of the format; the values of a type that is not here are not
    /// counted.
    private static final Map<String, Integer> BITS =
            Map.ofEntries(
                    Map.entry("BOOL", 8),
                    Map.entry("U8", 8),
                    Map.entry("I8", 8),
                    Map.entry("F8_E5M2", 8),
                    Map.entry("F8_E4M3", 8),
                    Map.entry("I16", 16),
                    Map.entry("U16", 16),
                    Map.entry("F16", 16),
                    Map.entry("BF16", 16),
                    Map.entry("I32", 32),
                    Map.entry("U32", 32),
                    Map.entry("F32", 32),
                    Map.entry("C64", 64),
                    Map.entry("F64", 64),
                    Map.entry("I64", 64),
                    Map.entry("U64", 64));

    static Header read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        long length = bytes(channel, 0, LENGTH_FIELD).getLong();
        if (length > size - LENGTH_FIELD) {
            throw cutOff(file, size, LENGTH_FIELD + length, "its header");
        }
        byte[] json = bytes(channel, LENGTH_FIELD, (int) length).array();
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : parse(file, json).properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(one -> metadata.put(one.getKey(), one.getValue().asString("")));
            } else {
                entries.add(
                        entry(file, field.getKey(), field.getValue(), LENGTH_FIELD + length, size));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::offset).thenComparingLong(Entry::bytes));
        checkCoverage(file, entries, LENGTH_FIELD + length, size);
        return new Header(List.copyOf(entries), Map.copyOf(metadata));
    }

    /// @param needed the least bytes that the file would have, by what it says of a part
    private static WeightsException cutOff(Path file, long size, long needed, String part)
            throws IOException {
        String what =
                "the file is cut off: it has %,d bytes, and %s ends at %,d"
                        .formatted(size, part, needed);
        return new WeightsException(FileProblem.incomplete(file, what));
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    private static JsonNode parse(Path file, byte[] json) throws WeightsException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new WeightsException(
                    file + ": the header is not valid JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new WeightsException(file + ": the header is not a JSON object");
        }
        return root;
    }

    private static Entry entry(Path file, String name, JsonNode node, long start, long size)
            throws IOException {
        String type = node.path("dtype").asString("");
        List<Long> shape = wholeNumbers(node.path("shape"));
        List<Long> offsets = wholeNumbers(node.path("data_offsets"));
        if (type.isEmpty() || shape == null || offsets == null || offsets.size() != 2) {
            throw wrong(
                    file, name, "dtype, shape and two data_offsets are not all there and right");
        }
        long begin = offsets.getFirst();
        long end = offsets.getLast();
        if (begin > end) {
            throw wrong(file, name, "its bytes end at %,d, before %,d".formatted(end, begin));
        }
        if (end > size - start) {
            throw cutOff(file, size, start + end, "tensor " + Names.one(name));
        }
        Integer bits = BITS.get(type);
        if (bits != null && end - begin != bytesOf(file, name, shape, bits)) {
            throw wrong(
                    file,
                    name,
                    "it has %,d bytes, %s %s needs %,d"
                            .formatted(
                                    end - begin,
                                    type,
                                    Names.one(shape.toString()),
                                    bytesOf(file, name, shape, bits)));
        }
        return new Entry(name, type, shape, start + begin, end - begin);
    }

    private static long bytesOf(Path file, String name, List<Long> shape, int bits)
            throws WeightsException {
        try {
            long values = shape.stream().reduce(1L, Math::multiplyExact);
            return Math.multiplyExact(values, bits / 8);
        } catch (ArithmeticException e) {
            throw new WeightsException(
                    "%s: tensor %s: no file holds the shape %s"
                            .formatted(file, Names.one(name), Names.one(shape.toString())),
                    e);
        }
    }

    private static @Nullable List<Long> wholeNumbers(JsonNode node) {
        if (!node.isArray()) {
            return null;
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isIntegralNumber()
                    || !element.canConvertToLong()
                    || element.longValue() < 0) {
                return null;
            }
            numbers.add(element.longValue());
        }
        return List.copyOf(numbers);
    }

    private static void checkCoverage(Path file, List<Entry> entries, long start, long size)
            throws WeightsException {
        long at = start;
        for (Entry entry : entries) {
            if (entry.offset != at) {
                throw wrong(
                        file,
                        entry.name,
                        entry.offset < at
                                ? "its bytes overlap those of another tensor"
                                : "before it are bytes that belong to no tensor");
            }
            at += entry.bytes;
        }
        if (at != size) {
            throw new WeightsException(
                    "%s: %,d bytes at the end belong to no tensor".formatted(file, size - at));
        }
    }

    private static WeightsException wrong(Path file, String name, String what) {
        return new WeightsException(file + ": tensor " + Names.one(name) + ": " + what);
    }
}
