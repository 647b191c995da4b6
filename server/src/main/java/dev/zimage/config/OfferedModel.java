package dev.zimage.config;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.lora.Lora;
import dev.zimage.textcheck.TextCheckMode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A model that an installation offers.
///
/// @param name for people, empty for its id
/// @param price of a picture in USD, empty where it has none
/// @param engine that draws it, empty for the usual one
/// @param servedName what its servers call it, empty for what the engine says
/// @param sizes of its pictures, empty for those of the installation
/// @param steps that its servers are asked for, or that the model of this process takes; 0 for the
///   usual ones
/// @param style with the model of this process
/// @param nsfwChecker whether orders are checked that do not say
/// @param textCheck of orders that do not say
/// @param aliases other ids
/// @param inputs what its orders have
/// @param qualities that OpenAI's clients may ask for, empty for all that they know
public record OfferedModel(
        String id,
        String name,
        String description,
        Optional<BigDecimal> price,
        Optional<String> engine,
        String servedName,
        List<ImageSize> sizes,
        int promptLimit,
        int steps,
        Style style,
        boolean nsfwChecker,
        TextCheckMode textCheck,
        List<String> aliases,
        Set<ModelInput> inputs,
        List<String> qualities,
        WhenDown whenDown) {

    /// How it is drawn by the model of this process, where that differs from the usual way.
    ///
    /// @param loras empty for the usual ones
    /// @param negativePrompt empty for the usual one
    public record Style(List<Lora> loras, Optional<Double> guidance, String negativePrompt) {

        static Style of(Settings settings, String id) {
            return new Style(
                    settings.get(ModelKeys.LORA, id),
                    settings.get(ModelKeys.GUIDANCE, id),
                    settings.get(ModelKeys.NEGATIVE_PROMPT, id));
        }
    }

    /// The model that is always offered.
    public static final String Z_IMAGE = "z-image";

    /// All models of the settings, `z-image` first.
    static Map<String, OfferedModel> all(Settings settings) {
        Map<String, OfferedModel> models = new LinkedHashMap<>();
        models.put(Z_IMAGE, of(settings, Z_IMAGE));
        for (String id : settings.members(ModelKeys.GROUP)) {
            models.putIfAbsent(id, of(settings, id));
        }
        return Collections.unmodifiableMap(models);
    }

    private static OfferedModel of(Settings settings, String id) {
        return new OfferedModel(
                id,
                settings.get(ModelKeys.NAME, id),
                settings.get(ModelKeys.DESCRIPTION, id),
                price(settings, id),
                settings.get(ModelKeys.ENGINE, id),
                settings.get(ModelKeys.SERVED_NAME, id),
                settings.get(ModelKeys.SIZES, id),
                settings.get(ModelKeys.PROMPT_LIMIT, id),
                settings.get(ModelKeys.STEPS, id),
                Style.of(settings, id),
                settings.get(ModelKeys.NSFW_CHECKER, id),
                settings.get(ModelKeys.TEXT_CHECK, id),
                settings.get(ModelKeys.ALIASES, id),
                settings.get(ModelKeys.INPUTS, id),
                settings.get(ModelKeys.QUALITIES, id),
                settings.get(ModelKeys.WHEN_DOWN, id));
    }

    private static Optional<BigDecimal> price(Settings settings, String id) {
        Optional<BigDecimal> price = settings.get(ModelKeys.PRICE, id);
        return price.isEmpty() && id.equals(Z_IMAGE)
                ? Optional.of(settings.get(AccountKeys.PRICE_Z_IMAGE))
                : price;
    }
}
