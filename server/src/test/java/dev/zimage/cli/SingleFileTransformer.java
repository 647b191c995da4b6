package dev.zimage.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Replaces the shards of a transformer by one file with the shapes and the types of other people's
/// files, under ComfyUI's names or the published ones. The values are zeros.
final class SingleFileTransformer {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final @Nullable String prefix;
    private final boolean scaled;
    private int bytes;

    private SingleFileTransformer(@Nullable String prefix, boolean scaled) {
        this.prefix = prefix;
        this.scaled = scaled;
    }

    /// @param prefix before ComfyUI's names, null for the published names
    /// @param scaled whether the values are in fp8 with scales beside them
    static void replace(Path folder, String name, @Nullable String prefix, boolean scaled)
            throws IOException {
        SingleFileTransformer comfy = new SingleFileTransformer(prefix, scaled);
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().contains(".safetensors")).toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".safetensors")) {
                header(file).properties().forEach(comfy::take);
            }
            Files.delete(file);
        }
        comfy.write(folder.resolve(name));
    }

    /// A file with one tensor of a value.
    static void write(Path file, String tensor) throws IOException {
        SingleFileTransformer one = new SingleFileTransformer(null, false);
        one.put(tensor, "F32", 4, List.of(1));
        one.write(file);
    }

    private static JsonNode header(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        return JSON.readTree(all.array(), 8, (int) all.getLong());
    }

    private void take(Map.Entry<String, JsonNode> tensor) {
        String name = tensor.getKey();
        boolean fused = prefix != null;
        boolean partOfFused = fused && (name.contains(".to_k.") || name.contains(".to_v."));
        if (name.equals("__metadata__") || partOfFused) {
            return;
        }
        List<Integer> shape = new ArrayList<>();
        tensor.getValue().path("shape").forEach(side -> shape.add(side.asInt()));
        if (fused && name.contains(".to_q.")) {
            shape.set(0, 3 * shape.getFirst());
        }
        String renamed = fused ? prefix + renamed(name) : name;
        boolean small = scaled && shape.size() == 2;
        put(renamed, small ? "F8_E4M3" : "F32", small ? 1 : 4, shape);
        if (small) {
            put(renamed.replaceFirst("weight$", "scale_weight"), "F32", 4, List.of());
        }
    }

    private static String renamed(String name) {
        return name.replace(".attention.to_q.", ".attention.qkv.")
                .replace(".attention.to_out.0.", ".attention.out.")
                .replace(".norm_k.", ".k_norm.")
                .replace(".norm_q.", ".q_norm.")
                .replace("all_final_layer.2-1.", "final_layer.")
                .replace("all_x_embedder.2-1.", "x_embedder.");
    }

    private void put(String name, String type, int size, List<Integer> shape) {
        int end = bytes + shape.stream().reduce(size, Math::multiplyExact);
        if (header.containsKey(name)) {
            return;
        }
        header.put(
                name, Map.of("dtype", type, "shape", shape, "data_offsets", List.of(bytes, end)));
        bytes = end;
    }

    private void write(Path file) throws IOException {
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        ByteBuffer all =
                ByteBuffer.allocate(8 + json.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, all.putLong(json.length).put(json).array());
    }
}
