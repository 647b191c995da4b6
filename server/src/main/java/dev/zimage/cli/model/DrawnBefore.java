package dev.zimage.cli.model;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.FileArgument;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.container.MalformedFileException;
import dev.zimage.provenance.container.PictureContainer;
import dev.zimage.provenance.credentials.CredentialsReader;
import dev.zimage.provenance.metadata.PictureMetadata;
import dev.zimage.text.ProgramVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A picture that is to be drawn again, by the receipt in its file.
///
/// @param file that the receipt is from
record DrawnBefore(Path file, Receipt receipt) {

    private static final int LARGEST_MEBIBYTES = 64;

    /// @throws CommandFailure when the file has no receipt
    static DrawnBefore read(Path file) {
        byte[] bytes = FileArgument.read(file, LARGEST_MEBIBYTES);
        Optional<Receipt> signed =
                new CredentialsReader(Set.of(), Clock.systemUTC()).read(bytes).receipt();
        return new DrawnBefore(
                file,
                signed.or(() -> shown(bytes))
                        .orElseThrow(() ->
                                new CommandFailure(
                                        file
                                                + " does not say how it was drawn; it is no picture"
                                                + " of zimage, or its metadata was removed")));
    }

    private static Optional<Receipt> shown(byte[] bytes) {
        Optional<ImageFormat> format = PictureContainer.formatOf(bytes);
        try {
            return format.isEmpty()
                    ? Optional.empty()
                    : PictureMetadata.receipt(bytes, format.get());
        } catch (MalformedFileException e) {
            return Optional.empty();
        }
    }

    /// What may keep the new picture from being the same, a line each.
    ///
    /// @param request of the new picture
    List<String> differences(GeneratedImage drawn, String engine, ImageRequest request) {
        GenerationParameters parameters = drawn.parameters();
        List<String> differences = new ArrayList<>();
        compare(differences, "program", receipt.program(), ProgramVersion.withName());
        compare(differences, "engine", receipt.engine(), engine);
        compare(differences, "weights", receipt.weights(), parameters.weights());
        compare(differences, "precision", receipt.precision(), parameters.precision());
        compare(differences, "steps", receipt.steps(), parameters.steps());
        compare(differences, "guidance", receipt.guidance(), parameters.guidance());
        compare(differences, "seed", receipt.seed(), request.seed());
        compare(differences, "size", receipt.size(), drawn.size());
        comparePrompts(differences, request.prompt(), parameters.negativePrompt());
        return differences;
    }

    /// Files tell both prompts or none. A picture without guidance had no negative one.
    private void comparePrompts(List<String> differences, String prompt, String negative) {
        String then = receipt.prompt();
        String negativeThen = receipt.negativePrompt();
        if (then != null) {
            compare(differences, "prompt", then, prompt);
        }
        if (then != null || negativeThen != null || receipt.guidance() == 0) {
            compare(differences, "negative prompt", Objects.toString(negativeThen, ""), negative);
        } else {
            differences.add(
                    "%s does not say what its negative prompt was; this one is %s"
                            .formatted(file, shown(negative)));
        }
    }

    private void compare(List<String> differences, String what, Object then, Object now) {
        if (!Objects.equals(then, now)) {
            differences.add(
                    "differs from %s: %s was %s, is %s"
                            .formatted(file, what, shown(then), shown(now)));
        }
    }

    /// Anybody can have written the receipt.
    private static String shown(Object value) {
        String text = Display.text(value.toString());
        return text.isEmpty() ? "none" : text;
    }
}
