package dev.zimage.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden model as other programs have it: ComfyUI's single files, also in fp8, and GGUF.
/// Written without the code that reads such files.
final class ForeignFiles {

    private static final JsonMapper JSON = new JsonMapper();

    /// A tensor with its bytes.
    ///
    /// @param type as safetensors names it
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Raw(String type, List<Integer> shape, byte[] bytes) {

        int row() {
            return shape.isEmpty() ? 1 : shape.getLast();
        }

        boolean isMatrix() {
            return shape.size() == 2;
        }

        float[] floats() {
            ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int size = type.equals("F32") ? 4 : 2;
            float[] floats = new float[bytes.length / size];
            for (int i = 0; i < floats.length; i++) {
                floats[i] =
                        switch (type) {
                            case "F32" -> data.getFloat();
                            case "F16" -> Float.float16ToFloat(data.getShort());
                            default -> Float.intBitsToFloat(data.getShort() << 16);
                        };
            }
            return floats;
        }

        /// With every value multiplied.
        Raw times(float factor) {
            float[] floats = floats();
            ByteBuffer data = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : floats) {
                data.putFloat(value * factor);
            }
            return new Raw("F32", shape, data.array());
        }
    }

    private ForeignFiles() {}

    /// All tensors of a part of a model in the published layout.
    static Map<String, Raw> read(Path part) throws IOException {
        Map<String, Raw> all = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> entries = Files.list(part)) {
            files = entries.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
        }
        for (Path file : files) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int start = 8 + (int) bytes.getLong(0);
            JsonNode header = JSON.readTree(bytes.array(), 8, start - 8);
            for (Map.Entry<String, JsonNode> field : header.properties()) {
                if (!field.getKey().equals("__metadata__")) {
                    all.put(field.getKey(), raw(field.getValue(), bytes, start));
                }
            }
        }
        return all;
    }

    private static Raw raw(JsonNode node, ByteBuffer file, int start) {
        int begin = node.path("data_offsets").path(0).asInt();
        byte[] bytes = new byte[node.path("data_offsets").path(1).asInt() - begin];
        file.get(start + begin, bytes);
        List<Integer> shape = node.path("shape").valueStream().map(JsonNode::asInt).toList();
        return new Raw(node.path("dtype").asString(), shape, bytes);
    }

    /// The names of ComfyUI for a transformer, whose three projections are one.
    static Map<String, Raw> fused(Map<String, Raw> published, String prefix) {
        Map<String, Raw> all = new LinkedHashMap<>();
        for (String name : published.keySet()) {
            Raw one = published.get(name);
            if (name.contains(".to_q.")) {
                Raw key = Objects.requireNonNull(published.get(name.replace("to_q", "to_k")));
                Raw value = Objects.requireNonNull(published.get(name.replace("to_q", "to_v")));
                ByteBuffer bytes = ByteBuffer.allocate(3 * one.bytes().length);
                bytes.put(one.bytes()).put(key.bytes()).put(value.bytes());
                one =
                        new Raw(
                                one.type(),
                                List.of(3 * one.shape().get(0), one.row()),
                                bytes.array());
            }
            if (!name.contains(".to_k.") && !name.contains(".to_v.")) {
                all.put(prefix + fusedName(name), one);
            }
        }
        return all;
    }

    private static String fusedName(String name) {
        return name.replace(".to_q.", ".qkv.")
                .replace(".to_out.0.", ".out.")
                .replace(".norm_q.", ".q_norm.")
                .replace(".norm_k.", ".k_norm.")
                .replace("all_x_embedder.2-1.", "x_embedder.")
                .replace("all_final_layer.2-1.", "final_layer.");
    }

    /// The names of latent diffusion for an autoencoder, with matrices as convolutions.
    static Map<String, Raw> latentDiffusion(Map<String, Raw> published) {
        Map<String, Raw> all = new LinkedHashMap<>();
        published.forEach((name, raw) -> {
            boolean matrix = name.contains(".attentions.") && raw.isMatrix();
            List<Integer> shape =
                    matrix ? List.of(raw.shape().get(0), raw.row(), 1, 1) : raw.shape();
            all.put(latentDiffusionName(name), new Raw(raw.type(), shape, raw.bytes()));
        });
        return all;
    }

    private static String latentDiffusionName(String name) {
        String renamed = name;
        for (int level = 0; level < 4; level++) {
            renamed = renamed.replace("up_blocks." + level + ".", "up." + (3 - level) + ".");
        }
        return renamed.replace("down_blocks.", "down.")
                .replaceAll("((up|down)\\.\\d)\\.resnets", "$1.block")
                .replaceAll("(up|down)samplers\\.0", "$1sample")
                .replace("mid_block.resnets.0", "mid.block_1")
                .replace("mid_block.resnets.1", "mid.block_2")
                .replace("mid_block.attentions.0.group_norm", "mid.attn_1.norm")
                .replace("mid_block.attentions.0.to_out.0", "mid.attn_1.proj_out")
                .replaceAll("mid_block\\.attentions\\.0\\.to_(.)", "mid.attn_1.$1")
                .replace("conv_norm_out", "norm_out")
                .replace("conv_shortcut", "nin_shortcut");
    }

    static Map<String, Raw> prefixed(Map<String, Raw> tensors, String prefix) {
        Map<String, Raw> all = new LinkedHashMap<>();
        tensors.forEach((name, raw) -> all.put(prefix + name, raw));
        return all;
    }

    /// The values in another of the plain types.
    static Raw plain(Raw raw, String type) {
        float[] floats = raw.floats();
        ByteBuffer data =
                ByteBuffer.allocate(floats.length * (type.equals("F32") ? 4 : 2))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : floats) {
            switch (type) {
                case "F32" -> data.putFloat(value);
                case "F16" -> data.putShort(Float.floatToFloat16(value));
                default -> data.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
            }
        }
        return new Raw(type, raw.shape(), data.array());
    }

    /// Puts one file in place of all in a folder.
    static void replace(Path part, Map<String, Raw> tensors) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(part)) {
            files = entries.filter(f -> f.toString().contains(".safetensors")).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        safetensors(part.resolve("model.safetensors"), tensors);
    }

    static void safetensors(Path file, Map<String, Raw> tensors) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<String, Raw> tensor : tensors.entrySet()) {
            int end = at + tensor.getValue().bytes().length;
            header.put(
                    tensor.getKey(),
                    Map.of(
                            "dtype",
                            tensor.getValue().type(),
                            "shape",
                            tensor.getValue().shape(),
                            "data_offsets",
                            List.of(at, end)));
            at = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + at).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(json.length).put(json);
        tensors.values().forEach(raw -> all.put(raw.bytes()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, all.array());
    }
}
