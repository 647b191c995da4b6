package dev.zimage.cli.model;

import dev.zimage.engine.hub.ModelPull;
import dev.zimage.engine.hub.PulledModel;
import java.nio.file.Path;

/// A pulled model, as `--json` shows it.
///
/// @param folder where the model is now
/// @param bytes of its files
/// @param fetched bytes of them that came in this pull
record PullAnswer(
        String folder,
        String hub,
        String repository,
        String revision,
        String commit,
        int files,
        long bytes,
        long fetched) {

    static PullAnswer of(Path folder, ModelPull.Outcome outcome) {
        PulledModel model = outcome.model();
        return new PullAnswer(
                folder.toString(),
                model.hub(),
                model.repository(),
                model.revision(),
                model.commit(),
                model.files().size(),
                model.bytes(),
                outcome.fetched());
    }
}
