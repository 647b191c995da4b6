package dev.zimage.cli.model;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.download.KnownModel;
import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.importing.LoraImport;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.weights.ByteCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Imports a LoRA file and says how to draw with it.
///
/// @param loras the folder that it goes to
/// @param config the model that it must fit, empty for the published one
record LoraImportRun(Path loras, Optional<Path> config) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// The model of the installation where there is one, whatever its size; else the published one.
    static Optional<Path> configOf(Path models, @Nullable Path given) {
        if (given != null) {
            return Optional.of(given);
        }
        return Arrays.stream(KnownModel.values())
                .map(model -> models.resolve(model.shortName()))
                .filter(folder -> Files.isRegularFile(folder.resolve("transformer/config.json")))
                .findFirst();
    }

    /// @param text a file, with a strength or not
    /// @param as the name that it gets, null for that of the file
    void give(String text, @Nullable String as, AnswerForm answer) {
        Lora lora = parse(text);
        String name = as == null ? name(lora.file()) : as;
        if (!NAME.matcher(name).matches() || name.endsWith(Lora.ENDING)) {
            throw new CommandFailure(
                    "--as must be up to 64 letters, digits, dots, hyphens and underscores, without"
                            + " "
                            + Lora.ENDING);
        }
        LoraImport.Outcome outcome = run(lora.file(), name);
        List<String> settings = settings(name, lora.strength());
        answer.give(
                new LoraImportAnswer(outcome.file().toString(), name, outcome.bytes(), settings),
                () ->
                        """
                        %s: %s, changes %d weights, complete and verified
                        To offer it as a model of its own, add to zimage.properties, with your price:
                          %s\
                        """
                                .formatted(
                                        outcome.file(),
                                        ByteCount.text(outcome.bytes()),
                                        outcome.weights(),
                                        String.join("\n  ", settings)));
    }

    private static Lora parse(String text) {
        try {
            return Lora.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--lora: " + e.getMessage());
        }
    }

    private LoraImport.Outcome run(Path source, String name) {
        try {
            return LoraImport.run(source, config, loras.resolve(name + Lora.ENDING));
        } catch (UnusableModelException e) {
            throw new CommandFailure(e.fault().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        String name = file.toAbsolutePath().getFileName().toString();
        String bare =
                name.endsWith(Lora.ENDING)
                        ? name.substring(0, name.length() - Lora.ENDING.length())
                        : name;
        return bare.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[._-]+", "");
    }

    private static List<String> settings(String name, double strength) {
        String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String id = words.replaceAll("^-|-$", "");
        String by = BigDecimal.valueOf(strength).stripTrailingZeros().toPlainString();
        return List.of(
                "models.%s.lora = %s@%s".formatted(id, name, by),
                "models.%s.price = 0.005".formatted(id));
    }
}
