package dev.zimage.engine.lora;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// A LoRA file, and how strongly it changes the model.
///
/// @param file in safetensors format
/// @param strength 1 for the change as it was trained
public record Lora(Path file, double strength) {

    /// The greatest strength, in both directions.
    public static final double MOST = 10;

    /// How files in safetensors format end.
    public static final String ENDING = ".safetensors";

    private static final String PEFT_STEM = "adapter_model";
    private static final String CONFIGURATION = "adapter_config.json";

    private static final String FORM =
            "a file, with its strength from -10 to 10 behind an @ or not";

    public Lora {
        if (!(Math.abs(strength) <= MOST)) {
            throw new IllegalArgumentException(
                    "the strength of a LoRA must be -10 to 10: " + strength);
        }
    }

    /// Reads `FILE` or `FILE@STRENGTH`.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static Lora parse(String text) {
        int at = text.lastIndexOf('@');
        boolean strong = at >= 0 && text.substring(at + 1).matches("-?[0-9]{1,3}(\\.[0-9]{1,6})?");
        String file = strong ? text.substring(0, at) : text;
        if (file.isBlank()) {
            throw new IllegalArgumentException("must be " + FORM);
        }
        try {
            return new Lora(
                    Path.of(file.strip()), strong ? Double.parseDouble(text.substring(at + 1)) : 1);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be " + FORM + ": " + e.getReason(), e);
        }
    }

    /// The same, with an imported file where it is named alone: `ink` is `ink.safetensors` in the
    /// folder, unless there is a file `ink`.
    public Lora in(Path folder) {
        boolean alone = file.getParent() == null && !file.toString().endsWith(ENDING);
        return alone && !Files.isRegularFile(file)
                ? new Lora(folder.resolve(file + ENDING), strength)
                : this;
    }

    /// PEFT's configuration beside the file; empty when there is none.
    public Optional<Path> configuration() {
        return Optional.of(configurationOf(file)).filter(Files::isRegularFile);
    }

    /// Where PEFT's configuration for a file would be. PEFT writes `adapter_config.json` beside
    /// `adapter_model.safetensors`; for `ink.safetensors` it is `ink.adapter_config.json`.
    public static Path configurationOf(Path file) {
        String name = file.getFileName().toString();
        String stem =
                name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return file.resolveSibling(
                stem.equals(PEFT_STEM) ? CONFIGURATION : stem + "." + CONFIGURATION);
    }

    @Override
    public String toString() {
        return file + "@" + strength;
    }
}
