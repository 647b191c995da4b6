package dev.zimage.cli;

import dev.zimage.config.Config;
import dev.zimage.config.PrecisionChoice;
import dev.zimage.config.TextEncoderChoice;
import dev.zimage.engine.hub.FolderState;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.zimage.TextEncoderUse;
import dev.zimage.engine.zimage.ZImageOptions;
import dev.zimage.models.PictureSizes;
import dev.zimage.server.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Decides what draws. `auto` takes a model that is whole, else the compositor; what was named must
/// be there.
///
/// @param engine the settings
/// @param data where a model is looked for when none is named
record DrawingChoice(Config.Engine engine, DataDirectory data) {

    private static final String USUAL_MODEL = "z-image-turbo";
    private static final long MEGABYTE = 1_000_000;

    /// @throws CommandFailure when a model was asked for and cannot be used
    Drawing decide() {
        return switch (engine.name()) {
            case SKETCH -> new Drawing.Sketching(Optional.empty(), false);
            case Z_IMAGE -> {
                Optional<String> fault = fault();
                if (fault.isPresent()) {
                    throw new CommandFailure(fault.get());
                }
                yield new Drawing.WithModel(options());
            }
            case AUTO -> {
                Optional<String> fault = fault();
                if (fault.isPresent() && engine.weights().isPresent()) {
                    throw new CommandFailure(fault.get());
                }
                yield fault.isPresent()
                        ? new Drawing.Sketching(fault, isInstalled())
                        : new Drawing.WithModel(options());
            }
        };
    }

    private Path weights() {
        return engine.weights().orElseGet(() -> data.models().resolve(USUAL_MODEL));
    }

    /// Why the model cannot be used; empty when it can.
    private Optional<String> fault() {
        Path folder = weights();
        if (!isInstalled()) {
            return Optional.of(none(folder));
        }
        return switch (FolderState.of(folder)) {
            case FolderState.Whole _ -> Optional.empty();
            case FolderState.Damaged damaged ->
                    Optional.of(
                            "the model in %s is damaged: %s; run `zimage pull` again"
                                    .formatted(folder, damaged.what().getFirst()));
            case FolderState.Unfinished _ ->
                    Optional.of(
                            "the model in %s is not whole: a pull has not ended; run `zimage pull`"
                                            .formatted(folder)
                                    + " again");
            case FolderState.Unmarked _ -> faultOfOwn(folder);
        };
    }

    private boolean isInstalled() {
        return Files.exists(weights(), LinkOption.NOFOLLOW_LINKS);
    }

    private static String none(Path folder) {
        return "no model is installed: there is no folder "
                + folder
                + "; `zimage pull` fetches one";
    }

    /// Of a folder that somebody has put there.
    private static Optional<String> faultOfOwn(Path folder) {
        try {
            ModelFolder.open(folder).check();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the model cannot be used: " + e.getMessage());
        }
    }

    private ZImageOptions options() {
        Path weights = weights();
        ZImageOptions options =
                ZImageOptions.of(weights)
                        .withPrepared(prepared(weights))
                        .withSteps(engine.steps())
                        .withAtOnce(Math.max(1, engine.workers()))
                        .withUsualSize(PictureSizes.within(engine.pixels()).largest())
                        .withTextEncoder(use(engine.textEncoder()));
        if (engine.threads() > 0) {
            options = options.withThreads(engine.threads());
        }
        if (engine.memoryMb() > 0) {
            options = options.withMemory(engine.memoryMb() * MEGABYTE);
        }
        return engine.precision() == PrecisionChoice.AUTO
                ? options
                : options.withPrecision(Precision.valueOf(engine.precision().name()));
    }

    private Path prepared(Path weights) {
        if (engine.cache().isPresent()) {
            return engine.cache().get();
        }
        Path beside = weights.resolve("prepared");
        boolean writable = Files.isWritable(Files.isDirectory(beside) ? beside : weights);
        if (writable) {
            return beside;
        }
        String name = Integer.toHexString(weights.toAbsolutePath().normalize().hashCode());
        return data.path().resolve("cache").resolve(name);
    }

    private static TextEncoderUse use(TextEncoderChoice choice) {
        return switch (choice) {
            case AUTO -> TextEncoderUse.AUTO;
            case KEEP -> TextEncoderUse.KEEP;
            case DROP -> TextEncoderUse.DROP;
        };
    }
}
