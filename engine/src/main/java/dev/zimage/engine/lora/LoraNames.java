package dev.zimage.engine.lora;

import dev.zimage.engine.model.TensorLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The layers of a transformer by the names that programs give them in LoRA files: diffusers' and
/// ComfyUI's, with dots or, as kohya's scripts write them, with underscores, and with what is put
/// before them.
final class LoraNames {

    private static final List<String> PREFIXES =
            List.of(
                    "base_model.model.",
                    "transformer.",
                    "model.diffusion_model.",
                    "diffusion_model.",
                    "lora_unet_",
                    "lora_transformer_");

    private static final String WEIGHT = ".weight";
    private static final List<String> FUSED = List.of("to_q", "to_k", "to_v");

    private final Map<String, List<String>> layers = new HashMap<>();

    /// @param layout of the transformer
    LoraNames(TensorLayout layout) {
        layout.shapes()
                .forEach((name, shape) -> {
                    if (name.endsWith(WEIGHT) && shape.size() == 2) {
                        add(name.substring(0, name.length() - WEIGHT.length()));
                    }
                });
    }

    private void add(String layer) {
        name(layer, List.of(layer));
        String comfy =
                layer.replace("all_final_layer.2-1.", "final_layer.")
                        .replace("all_x_embedder.2-1", "x_embedder")
                        .replace(".attention.to_out.0", ".attention.out");
        name(comfy, List.of(layer));
        name(layer.replace(".to_out.0", ".to_out"), List.of(layer));
        if (layer.endsWith(".attention.to_q")) {
            String attention = layer.substring(0, layer.length() - "to_q".length());
            name(attention + "qkv", FUSED.stream().map(attention::concat).toList());
        }
    }

    private void name(String alias, List<String> targets) {
        layers.put(alias, targets);
        layers.put(alias.replace('.', '_'), targets);
    }

    /// The layers that a name means, which share the outputs evenly when there are several; empty
    /// when there is none of this name.
    Optional<List<String>> layers(String name) {
        return Optional.ofNullable(layers.get(bare(name)))
                .map(targets -> targets.stream().map(target -> target + WEIGHT).toList());
    }

    /// The name of a layer without what stands before it for the model.
    static String bare(String name) {
        String bare = name;
        for (String prefix : PREFIXES) {
            bare = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
        }
        return bare;
    }
}
