package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// What a hub of one dialect is asked.
sealed interface HubApi permits HuggingFaceApi, ModelScopeApi {

    /// The files of a revision.
    ///
    /// @param commit under which the files are asked for, so that they stay the listed ones; the
    ///   revision itself where the hub does not tell it
    record Listing(String commit, List<ListedFile> files) {

        public Listing {
            files = List.copyOf(files);
        }
    }

    static HubApi of(ModelSource source, HubClient client) {
        return switch (source.hub().dialect()) {
            case HUGGING_FACE -> new HuggingFaceApi(source, client);
            case MODEL_SCOPE -> new ModelScopeApi(source, client);
        };
    }

    /// Asks for the list of files, once.
    Listing list() throws IOException, InterruptedException, PullException;

    /// Where a file is to be asked for.
    URI uri(String commit, String path);
}
