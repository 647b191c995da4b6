package dev.zimage.engine.goldens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tiny model and what the reference implementations computed with it: `a` is in bf16 and in
/// shards, `b` in f16 and single files. The README beside the resources says what each tensor is.
///
/// Reads the tensors by itself, so that a fault in the reader of weights is seen.
public final class Goldens {

    private static final Path RESOURCES = Path.of("src/test/resources/goldens");
    private static final Path TOKENIZER =
            Path.of("src/main/resources/dev/zimage/engine/importing/z-image-turbo/tokenizer");
    private static final Path UNPACKED = Path.of("target/goldens");
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final JsonNode description;
    private final JsonNode header;
    private final ByteBuffer data;

    private Goldens(String name, String tensors) throws IOException {
        this.name = name;
        this.description = JSON.readTree(RESOURCES.resolve(name, "golden.json").toFile());
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(RESOURCES.resolve(name, tensors)))
                        .order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[Math.toIntExact(file.getLong())];
        file.get(json);
        this.header = JSON.readTree(json);
        this.data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The goldens of `a` or `b`.
    public static Goldens of(String name) {
        try {
            return new Goldens(name, "golden.safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the reference drew with the same model and guidance.
    public static Goldens guided(String name) {
        try {
            return new Goldens(name, "guided.safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the reference computed with model `a` and LoRA files.
    public static Goldens withLora() {
        try {
            return new Goldens("a", "lora.safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the reference drew with model `a` and LoRA files.
    public static Goldens withLoraLatents() {
        try {
            return new Goldens("a", "lora-latents.safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A LoRA file for the model.
    public Path lora(String file) {
        return RESOURCES.resolve(name, "lora", file + ".safetensors");
    }

    /// The model's folder in the published layout. Tests that change it copy it first.
    public Path model() {
        return unpackedModel(name);
    }

    /// `golden.json`: seed, sides, steps, prompts and their token ids.
    public JsonNode description() {
        return description;
    }

    public List<Long> shape(String tensor) {
        return entry(tensor).get("shape").valueStream().map(JsonNode::longValue).toList();
    }

    /// The size of an axis of a tensor.
    public int size(String tensor, int axis) {
        return Math.toIntExact(shape(tensor).get(axis));
    }

    /// The token ids of a prompt.
    public int[] tokens(String prompt) {
        return description
                .get("token_ids")
                .get(prompt)
                .valueStream()
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    /// The values of a tensor of floats.
    public float[] floats(String tensor) {
        ByteBuffer bytes = slice(tensor, "F32");
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /// The values of a tensor of bytes: a picture, row by row, three values a pixel.
    public byte[] bytes(String tensor) {
        ByteBuffer bytes = slice(tensor, "U8");
        byte[] values = new byte[bytes.remaining()];
        bytes.get(values);
        return values;
    }

    private ByteBuffer slice(String tensor, String type) {
        JsonNode entry = entry(tensor);
        if (!entry.get("dtype").asString().equals(type)) {
            throw new IllegalArgumentException(tensor + " is " + entry.get("dtype"));
        }
        int begin = entry.get("data_offsets").get(0).intValue();
        int end = entry.get("data_offsets").get(1).intValue();
        return data.slice(begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
    }

    private JsonNode entry(String tensor) {
        JsonNode entry = header.get(tensor);
        if (entry == null) {
            throw new IllegalArgumentException("no golden " + tensor);
        }
        return entry;
    }

    /// The distance of a tensor from the golden one, relative to its length (both in L2).
    public static double relativeError(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError(actual.length + " values instead of " + expected.length);
        }
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / length);
    }

    /// Test classes run in several processes, and the first of them unpacks.
    private static synchronized Path unpackedModel(String name) {
        Path target = UNPACKED.resolve(name);
        try {
            Files.createDirectories(UNPACKED);
            try (FileChannel lock =
                            FileChannel.open(
                                    UNPACKED.resolve(name + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                if (held.isValid() && !Files.exists(target)) {
                    Path building = UNPACKED.resolve(name + ".building");
                    unpack(RESOURCES.resolve(name, "model"), building);
                    unpack(TOKENIZER, building.resolve("tokenizer"));
                    Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies a folder; large files are stored compressed and are unpacked.
    private static void unpack(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String target = to.resolve(from.relativize(file)).toString();
            boolean packed = target.endsWith(".gz");
            Path plain = Path.of(packed ? target.substring(0, target.length() - 3) : target);
            Files.createDirectories(plain.getParent());
            try (InputStream stored = Files.newInputStream(file);
                    InputStream in = packed ? new GZIPInputStream(stored) : stored) {
                Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
