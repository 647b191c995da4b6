package dev.zimage.engine.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The state of a model's folder, as far as pulls have written in it. The check is quick: it looks
/// at names and sizes, not into files.
public sealed interface FolderState {

    /// A pull has succeeded, and its files are there with their sizes.
    record Whole(PulledModel model) implements FolderState {}

    /// A pull has succeeded, and something has changed since.
    ///
    /// @param what a line for each file
    record Damaged(PulledModel model, List<String> what) implements FolderState {

        public Damaged {
            what = List.copyOf(what);
        }
    }

    /// A pull was interrupted, or is under way. To be treated as if there were no model.
    record Unfinished() implements FolderState {}

    /// No pull has written here, or its files cannot be read. There is nothing, or what an import
    /// or somebody has put here: only its tensors tell whether that is complete.
    record Unmarked() implements FolderState {}

    /// Looks at a folder, which need not be there.
    static FolderState of(Path folder) {
        Optional<PulledModel> model = PulledModel.read(folder.resolve(PulledModel.FILE));
        if (model.isPresent()) {
            List<String> damages = model.get().damages(folder);
            return damages.isEmpty() ? new Whole(model.get()) : new Damaged(model.get(), damages);
        }
        boolean begun =
                Files.exists(folder.resolve(PullFolder.UNFINISHED))
                        || Files.isReadable(folder.resolve(PulledModel.FILE));
        return begun ? new Unfinished() : new Unmarked();
    }
}
