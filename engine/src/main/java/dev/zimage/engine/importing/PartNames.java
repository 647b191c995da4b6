package dev.zimage.engine.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The published names of a part's tensors, from those that other programs give them: the authors'
/// own code, ComfyUI, stable-diffusion.cpp, llama.cpp, and the code of latent diffusion, which all
/// name autoencoders like it. A published name stays as it is.
final class PartNames {

    /// Before the names of a part in a checkpoint of all parts.
    private static final Pattern OF_A_PART =
            Pattern.compile(
                    "^(model\\.diffusion_model|text_encoders|cond_stage_model|first_stage_model|vae)\\.");

    private static final Pattern FUSED = Pattern.compile("(.*\\.attention)\\.qkv\\.(weight|bias)");
    private static final List<String> THIRDS = List.of("to_q", "to_k", "to_v");

    /// That files put before the names of this part.
    private final List<String> prefixes;

    /// Applied one after the other.
    private final List<UnaryOperator<String>> renames;

    private PartNames(List<String> prefixes, List<UnaryOperator<String>> renames) {
        this.prefixes = prefixes;
        this.renames = renames;
    }

    /// A published tensor that is in a tensor of the file.
    ///
    /// @param part which of `parts` runs of rows it is, from 0
    record Target(String name, int part, int parts) {}

    static PartNames transformer() {
        return new PartNames(
                List.of("model.diffusion_model.", "diffusion_model."),
                List.of(
                        replacing("\\.attention\\.out\\.", ".attention.to_out.0."),
                        replacing("\\.q_norm\\.", ".norm_q."),
                        replacing("\\.k_norm\\.", ".norm_k."),
                        replacing("^x_embedder\\.", "all_x_embedder.2-1."),
                        replacing("^final_layer\\.", "all_final_layer.2-1.")));
    }

    static PartNames textEncoder() {
        return new PartNames(
                List.of(
                        "text_encoders.qwen3_4b.transformer.model.",
                        "cond_stage_model.qwen3_4b.transformer.model.",
                        "model."),
                List.of(
                        replacing("^token_embd\\.", "embed_tokens."),
                        replacing("^output_norm\\.", "norm."),
                        replacing("^output\\.", "lm_head."),
                        replacing("^blk\\.", "layers."),
                        replacing("\\.attn_(q|k)_norm\\.", ".self_attn.$1_norm."),
                        replacing("\\.attn_(q|k|v)\\.", ".self_attn.$1_proj."),
                        replacing("\\.attn_output\\.", ".self_attn.o_proj."),
                        replacing("\\.attn_norm\\.", ".input_layernorm."),
                        replacing("\\.ffn_norm\\.", ".post_attention_layernorm."),
                        replacing("\\.ffn_(gate|up|down)\\.", ".mlp.$1_proj.")));
    }

    /// @param levels of the decoder, which are counted from the other end there
    static PartNames autoencoder(int levels) {
        return new PartNames(
                List.of("first_stage_model.", "vae."),
                List.of(
                        name -> upwards(name, levels),
                        replacing("^encoder\\.down\\.(\\d+)\\.", "encoder.down_blocks.$1."),
                        replacing("(_blocks\\.\\d+)\\.block\\.", "$1.resnets."),
                        replacing("(_blocks\\.\\d+)\\.(up|down)sample\\.", "$1.$2samplers.0."),
                        name ->
                                replaced(
                                        name,
                                        "\\.mid\\.block_(\\d)\\.",
                                        found ->
                                                ".mid_block.resnets.%d."
                                                        .formatted(
                                                                Integer.parseInt(found.group(1))
                                                                        - 1)),
                        replacing("\\.mid\\.attn_1\\.norm\\.", ".mid.attn_1.group_norm."),
                        replacing("\\.mid\\.attn_1\\.(q|k|v)\\.", ".mid.attn_1.to_$1."),
                        replacing("\\.mid\\.attn_1\\.proj_out\\.", ".mid.attn_1.to_out.0."),
                        replacing("\\.mid\\.attn_1\\.", ".mid_block.attentions.0."),
                        replacing("\\.norm_out\\.", ".conv_norm_out."),
                        replacing("\\.nin_shortcut\\.", ".conv_shortcut.")));
    }

    private static String upwards(String name, int levels) {
        return replaced(
                name,
                "^decoder\\.up\\.(\\d{1,2})\\.",
                found ->
                        "decoder.up_blocks.%d."
                                .formatted(levels - 1 - Integer.parseInt(found.group(1))));
    }

    private static UnaryOperator<String> replacing(String pattern, String replacement) {
        Pattern compiled = Pattern.compile(pattern);
        return name -> compiled.matcher(name).replaceFirst(replacement);
    }

    private static String replaced(
            String name, String pattern, Function<MatchResult, String> with) {
        return Pattern.compile(pattern).matcher(name).replaceFirst(with);
    }

    /// The published tensors in a tensor of a file.
    ///
    /// @return empty where it is of another part, in a checkpoint of all parts
    List<Target> targets(String name) {
        boolean ofPart = OF_A_PART.matcher(name).find();
        Optional<String> own =
                prefixes.stream()
                        .filter(name::startsWith)
                        .filter(prefix -> OF_A_PART.matcher(prefix).find() == ofPart)
                        .map(prefix -> name.substring(prefix.length()))
                        .findFirst();
        if (own.isEmpty() && ofPart) {
            return List.of();
        }
        String plain = own.orElse(name);
        Matcher fused = FUSED.matcher(plain);
        if (!fused.matches()) {
            return List.of(new Target(renamed(plain), 0, 1));
        }
        List<Target> thirds = new ArrayList<>();
        for (String third : THIRDS) {
            String one = fused.group(1) + "." + third + "." + fused.group(2);
            thirds.add(new Target(renamed(one), thirds.size(), THIRDS.size()));
        }
        return thirds;
    }

    private String renamed(String name) {
        String renamed = name;
        for (UnaryOperator<String> rename : renames) {
            renamed = rename.apply(renamed);
        }
        return renamed;
    }
}
