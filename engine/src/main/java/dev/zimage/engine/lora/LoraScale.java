package dev.zimage.engine.lora;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the product of the matrices is multiplied by: `alpha / rank`. `alpha` is a tensor beside
/// them, or for all layers in the configuration of peft that diffusers puts into the metadata;
/// where it is neither, it is the rank.
///
/// @param alpha of all layers by the configuration, null for none
/// @param rankStabilised whether it is divided by the root of the rank instead
record LoraScale(@Nullable Double alpha, boolean rankStabilised) {

    private static final String CONFIGURATION = "lora_adapter_metadata";
    private static final String OF_TRANSFORMER = "transformer.";
    private static final JsonMapper JSON = JsonMapper.shared();

    static LoraScale of(Map<String, String> metadata) {
        String text = metadata.get(CONFIGURATION);
        if (text == null) {
            return new LoraScale(null, false);
        }
        try {
            JsonNode configuration = JSON.readTree(text);
            JsonNode alpha = configuration.path(OF_TRANSFORMER + "lora_alpha");
            return new LoraScale(
                    alpha.isNumber() ? alpha.doubleValue() : null,
                    configuration.path(OF_TRANSFORMER + "use_rslora").asBoolean(false));
        } catch (JacksonException e) {
            return new LoraScale(null, false);
        }
    }

    /// @param own alpha of the layer, null for none
    double of(@Nullable Double own, long rank) {
        if (own != null) {
            return own / (double) rank;
        }
        if (alpha == null) {
            return 1;
        }
        return alpha / (rankStabilised ? Math.sqrt((double) rank) : (double) rank);
    }
}
