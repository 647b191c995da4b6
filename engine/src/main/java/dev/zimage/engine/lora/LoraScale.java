package dev.zimage.engine.lora;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the product of a layer's matrices is multiplied by: `alpha / rank`, or `alpha / √rank`
/// where PEFT's configuration says so. `alpha` is a tensor beside the matrices, or in that
/// configuration: the one of the first pattern that the name of the layer matches, else the one of
/// all layers. Where it is in neither, it is the rank. The rank is that of the matrices, whatever
/// the patterns for ranks in the configuration say.
///
/// @param alpha of all layers by the configuration, null for none
/// @param patterns alphas of some layers, in the order in which they are tried
/// @param rankStabilised whether it is divided by the root of the rank
record LoraScale(@Nullable Double alpha, List<PatternAlpha> patterns, boolean rankStabilised) {

    /// Of a file without a configuration.
    static final LoraScale BY_TENSORS = new LoraScale(null, List.of(), false);

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Far more characters than a pattern for the names of layers has. The parser of patterns
    /// recurses, so a longer one could exhaust the stack.
    private static final int LONGEST_PATTERN = 200;

    /// The alpha of some layers.
    ///
    /// @param names matches the whole name of each, without the name of the model before it
    record PatternAlpha(Pattern names, double alpha) {}

    /// Reads a configuration of PEFT.
    ///
    /// @param text in JSON
    /// @param prefix before the names of its members
    /// @throws IllegalArgumentException when it cannot be read; the message says why
    static LoraScale of(String text, String prefix) {
        JsonNode configuration = parse(text);
        JsonNode alpha = configuration.path(prefix + "lora_alpha");
        return new LoraScale(
                alpha.isNumber() ? alpha.doubleValue() : null,
                patterns(configuration.path(prefix + "alpha_pattern")),
                configuration.path(prefix + "use_rslora").asBoolean(false));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private static List<PatternAlpha> patterns(JsonNode alphas) {
        List<PatternAlpha> patterns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : alphas.properties()) {
            if (!entry.getValue().isNumber()) {
                throw new IllegalArgumentException(
                        "alpha_pattern has no number for " + entry.getKey());
            }
            patterns.add(new PatternAlpha(pattern(entry.getKey()), entry.getValue().doubleValue()));
        }
        return List.copyOf(patterns);
    }

    /// PEFT matches its patterns with the end of a name, from a dot on.
    private static Pattern pattern(String end) {
        if (end.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException(
                    "alpha_pattern has a pattern of %,d characters, and at most %,d are read"
                            .formatted(end.length(), LONGEST_PATTERN));
        }
        try {
            return Pattern.compile("(.*\\.)?(" + end + ")");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("alpha_pattern has the pattern " + end, e);
        }
    }

    /// The factor for a layer.
    ///
    /// @param layer name, without the name of the model before it
    /// @param own alpha of the layer, null for none
    /// @throws IllegalArgumentException when a pattern takes too long to match
    double of(String layer, @Nullable Double own, long rank) {
        if (own != null) {
            return own / (double) rank;
        }
        Double configured = configured(layer);
        if (configured == null) {
            return 1;
        }
        return configured / (rankStabilised ? Math.sqrt((double) rank) : (double) rank);
    }

    private @Nullable Double configured(String layer) {
        for (PatternAlpha pattern : patterns) {
            if (pattern.names().matcher(new BoundedText(layer)).matches()) {
                return pattern.alpha();
            }
        }
        return alpha;
    }
}
