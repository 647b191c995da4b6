package dev.zimage.engine.importing;

import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How ComfyUI's metadata says that each layer is quantised: in the header, or in a small tensor
/// beside the layer.
///
/// @param formats by the name of the layer
record QuantisedLayers(Map<String, String> formats) {

    /// The end of the name of such a tensor, which holds JSON.
    static final String MARK = "comfy_quant";

    private static final String METADATA = "_quantization_metadata";
    private static final int LONGEST_MARK = 4096;
    private static final JsonMapper JSON = new JsonMapper();

    QuantisedLayers {
        formats = Map.copyOf(formats);
    }

    static QuantisedLayers of(Weights weights) throws IOException {
        Map<String, String> formats = new HashMap<>();
        String metadata = weights.metadata().get(METADATA);
        if (metadata != null) {
            parse(weights, metadata)
                    .path("layers")
                    .properties()
                    .forEach(layer -> formats.put(layer.getKey(), format(layer.getValue())));
        }
        for (String name : weights.names()) {
            if (name.endsWith("." + MARK)) {
                String layer = name.substring(0, name.length() - MARK.length() - 1);
                formats.put(layer, format(parse(weights, text(weights, name))));
            }
        }
        return new QuantisedLayers(formats);
    }

    private static String text(Weights weights, String name) throws IOException {
        MemorySegment bytes = weights.bytes(name);
        if (bytes.byteSize() > LONGEST_MARK) {
            throw new WeightsException(
                    "%s: %s is too large for what it is".formatted(weights.folder(), name));
        }
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private static JsonNode parse(Weights weights, String json) throws WeightsException {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new WeightsException(
                    "%s: the quantisation metadata is not valid JSON: %s"
                            .formatted(weights.folder(), Names.one(e.getOriginalMessage())),
                    e);
        }
    }

    /// Rotated weights have to be turned back, so they are another format.
    private static String format(JsonNode layer) {
        String format = layer.path("format").asString("an unknown format");
        return layer.path("convrot").asBoolean(false) ? format + " with rotation" : format;
    }

    Optional<String> format(String layer) {
        return Optional.ofNullable(formats.get(layer));
    }
}
