package dev.zimage.engine.model;

import dev.zimage.engine.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Recognises models that are no text-to-image model of the Z-Image family, by the classes that
/// their configurations name, so that they are refused by the name that people know them by.
final class UnsupportedFamily {

    private static final String REMEDY =
            "take Z-Image-Turbo (`zimage pull`) or Z-Image (`zimage pull z-image`)";

    private static final String OMNI = "Z-Image-Omni, which also takes pictures";

    /// Beginnings of class names; the first that fits counts.
    private static final Map<String, String> NAMES = names();

    private UnsupportedFamily() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("ZImageOmni", OMNI);
        names.put("ZImageEdit", "Z-Image-Edit, which edits pictures");
        names.put("ZImageControl", "a ControlNet for Z-Image");
        names.put("ZImageInpaint", "Z-Image for inpainting");
        names.put("ZImageImg2Img", "Z-Image for image to image");
        names.put("QwenImage", "Qwen-Image");
        names.put("Flux2", "FLUX.2");
        names.put("Flux", "FLUX");
        names.put("StableDiffusionXL", "Stable Diffusion XL");
        names.put("StableDiffusion3", "Stable Diffusion 3");
        names.put("StableDiffusion", "Stable Diffusion");
        names.put("LatentConsistency", "a latent consistency model");
        names.put("PixArt", "PixArt");
        names.put("Sana", "Sana");
        names.put("HiDream", "HiDream");
        names.put("HunyuanImage", "HunyuanImage");
        names.put("HunyuanDiT", "Hunyuan-DiT");
        names.put("HunyuanVideo", "HunyuanVideo");
        names.put("Lumina", "Lumina");
        names.put("OmniGen", "OmniGen");
        names.put("Chroma", "Chroma");
        names.put("AuraFlow", "AuraFlow");
        names.put("CogView", "CogView");
        names.put("Kolors", "Kolors");
        names.put("Wan", "Wan, which makes videos");
        names.put("LTX", "LTX-Video");
        return names;
    }

    /// What a model of this class is.
    ///
    /// @param file that names the class
    /// @param type of a pipeline or of a network
    static Optional<Fault> ofClass(Path file, String type) {
        return NAMES.entrySet().stream()
                .filter(known -> type.startsWith(known.getKey()))
                .findFirst()
                .map(known -> fault(file, known.getValue(), "'_class_name' is " + type));
    }

    /// The transformer of Z-Image-Omni has the class of the others, and one more input.
    static Fault omni(Path file, String field) {
        return fault(file, OMNI, "'" + field + "' is set");
    }

    private static Fault fault(Path file, String what, String why) {
        return new Fault(
                "%s: this model is %s (field %s), which is not supported"
                        .formatted(file, what, why),
                REMEDY);
    }
}
