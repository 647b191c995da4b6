package dev.zimage.engine.precision;

import dev.zimage.engine.Fault;
import dev.zimage.engine.hub.FolderState;
import dev.zimage.engine.weights.WeightsException;
import java.nio.file.Path;

/// A file of published weights with values that no trained model has.
public final class DamagedFile {

    private DamagedFile() {}

    /// The failure, with the remedy for where the model comes from: a pull replaces its own files,
    /// and does not know what an import has made.
    ///
    /// @param file in the folder of its part of the model
    /// @param what is wrong, naming the tensor
    public static WeightsException of(Path file, String what) {
        Path model = file.toAbsolutePath().resolve("../..").normalize();
        String remedy =
                FolderState.of(model) instanceof FolderState.Unmarked
                        ? "import the model again if `zimage import` has made it; otherwise `zimage"
                                + " pull --to "
                                + model
                                + "` replaces damaged files"
                        : "fetch it again: `zimage pull --recheck` finds and replaces damaged"
                                + " files";
        return new WeightsException(
                new Fault("%s: the file is damaged: %s".formatted(file, what), remedy), false);
    }
}
