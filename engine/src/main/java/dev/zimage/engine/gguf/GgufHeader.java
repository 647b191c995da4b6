package dev.zimage.engine.gguf;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Reads the head of a GGUF file: its key-value pairs, of which few matter here, and the list of
/// its tensors, checked against the size of the file.
final class GgufHeader {

    private static final int LEAST_VERSION = 2;
    private static final int LATEST_VERSION = 3;
    private static final int USUAL_ALIGNMENT = 32;
    private static final int MOST_ALIGNMENT = 1 << 20;
    private static final int MOST_DIMENSIONS = 4;

    /// Far above those of any model, far below what would fill the heap.
    private static final int MOST_ENTRIES = 100_000;

    private static final String PARTS = "split.count";
    private static final String ALIGNMENT = "general.alignment";
    private static final Set<String> READ = Set.of(PARTS, ALIGNMENT);

    private final Path file;
    private final GgufCursor cursor;
    private final Map<String, Long> numbers = new HashMap<>();

    /// A tensor as the file lists it.
    private record Listed(String name, List<Long> shape, int type, long offset) {}

    private GgufHeader(Path file, MemorySegment mapped) {
        this.file = file;
        this.cursor = new GgufCursor(file, mapped);
    }

    /// The tensors in the order of their bytes.
    static List<GgufTensor> read(Path file, MemorySegment mapped) throws IOException {
        return new GgufHeader(file, mapped).read(mapped);
    }

    private List<GgufTensor> read(MemorySegment mapped) throws IOException {
        cursor.skip(GgufFile.MAGIC.length());
        checkVersion(cursor.int32());
        long tensors = count("tensors");
        long pairs = count("key-value pairs");
        for (long i = 0; i < pairs; i++) {
            String key = cursor.name();
            OptionalLong value = cursor.value();
            if (value.isPresent() && READ.contains(key)) {
                numbers.put(key, value.getAsLong());
            }
        }
        requireWhole();
        List<Listed> listed = new ArrayList<>();
        for (long i = 0; i < tensors; i++) {
            listed.add(listed());
        }
        long start = aligned(cursor.at());
        List<GgufTensor> read = new ArrayList<>();
        for (Listed one : listed) {
            read.add(tensor(one, start, mapped));
        }
        read.sort(Comparator.comparingLong(GgufTensor::offset));
        checkOverlaps(read);
        return read;
    }

    private void checkVersion(int version) throws WeightsException {
        if (version < LEAST_VERSION || version > LATEST_VERSION) {
            boolean swapped = Integer.reverseBytes(version) <= LATEST_VERSION && version != 0;
            String what =
                    swapped && version > LATEST_VERSION
                            ? "big-endian, which is not read"
                            : "of version %s; 2 and 3 are read"
                                    .formatted(Integer.toUnsignedString(version));
            throw new WeightsException(file + ": a GGUF file " + what);
        }
    }

    private long count(String what) throws IOException {
        long count = cursor.int64();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new WeightsException(
                    "%s: the file is damaged: it says that it has %s %s"
                            .formatted(file, Long.toUnsignedString(count), what));
        }
        return count;
    }

    private void requireWhole() throws WeightsException {
        long parts = numbers.getOrDefault(PARTS, 1L);
        if (parts > 1) {
            throw new WeightsException(
                    new Fault(
                            "%s: one of %d parts of a GGUF file".formatted(file, parts),
                            "join them with llama.cpp's `llama-gguf-split --merge`"),
                    false);
        }
    }

    private Listed listed() throws IOException {
        String name = cursor.name();
        int dimensions = cursor.int32();
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw wrong(name, "it has " + Integer.toUnsignedString(dimensions) + " dimensions");
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            shape.add(cursor.int64());
        }
        Collections.reverse(shape);
        return new Listed(name, shape, cursor.int32(), cursor.int64());
    }

    private long aligned(long at) throws WeightsException {
        long alignment = numbers.getOrDefault(ALIGNMENT, (long) USUAL_ALIGNMENT);
        if (alignment < 1 || alignment > MOST_ALIGNMENT || Long.bitCount(alignment) != 1) {
            throw new WeightsException(
                    file + ": the file is damaged: general.alignment is " + alignment);
        }
        return (at + alignment - 1) / alignment * alignment;
    }

    private GgufTensor tensor(Listed listed, long start, MemorySegment mapped) throws IOException {
        GgufType type =
                GgufType.of(listed.type())
                        .orElseThrow(() ->
                                new WeightsException(
                                        new Fault(
                                                "%s: tensor %s has %s values, which are not read"
                                                        .formatted(
                                                                file,
                                                                Names.one(listed.name()),
                                                                GgufType.name(listed.type())),
                                                "take a file in F16, BF16, Q8_0, Q4_0 or one of Q2_K to Q6_K"),
                                        false));
        long bytes = bytes(listed, type);
        long room = mapped.byteSize() - start;
        if (listed.offset() < 0 || bytes > room || listed.offset() > room - bytes) {
            throw GgufCursor.cutOff(file, mapped, "tensor " + Names.one(listed.name()));
        }
        long at = start + listed.offset();
        return new GgufTensor(
                listed.name(), type, listed.shape(), mapped.asSlice(at, bytes), file, at);
    }

    private long bytes(Listed listed, GgufType type) throws WeightsException {
        try {
            long values = 1;
            for (long side : listed.shape()) {
                values = Math.multiplyExact(values, side);
                if (side < 0) {
                    throw new ArithmeticException("a side below 0");
                }
            }
            long row = listed.shape().isEmpty() ? 1 : listed.shape().getLast();
            if (row % type.blockValues() != 0) {
                throw wrong(
                        listed.name(),
                        "its rows of %d are no whole blocks of %s".formatted(row, type));
            }
            return Math.multiplyExact(values / type.blockValues(), type.blockBytes());
        } catch (ArithmeticException e) {
            throw wrong(
                    listed.name(),
                    "no file holds the shape " + Names.one(listed.shape().toString()));
        }
    }

    private void checkOverlaps(List<GgufTensor> tensors) throws WeightsException {
        long end = 0;
        for (GgufTensor tensor : tensors) {
            if (tensor.offset() < end) {
                throw wrong(tensor.name(), "its bytes overlap those of another tensor");
            }
            end = tensor.offset() + tensor.data().byteSize();
        }
    }

    private WeightsException wrong(String name, String what) {
        return new WeightsException(file + ": tensor " + Names.one(name) + ": " + what);
    }
}
