package dev.zimage.engine.hub;

import java.time.Duration;

/// Receives the progress of a pull. Calls come one at a time, on the thread that pulls, except
/// [#retrying], which comes on any.
public interface PullListener {

    /// Ignores all progress.
    PullListener NONE = new PullListener() {};

    /// The hub has answered.
    ///
    /// @param commit what the revision stands for now, or the revision where the hub does not tell
    /// @param files that the model needs
    /// @param bytes of these files
    default void found(String commit, int files, long bytes) {}

    /// Several times a second.
    default void progress(Progress progress) {}

    /// A file is whole and its checksum right.
    default void finished(String path, long bytes) {}

    /// A connection failed and will be tried again.
    ///
    /// @param path the file, or the hub's address
    /// @param reason without secrets
    default void retrying(String path, String reason, Duration wait) {}

    /// How far a pull is.
    ///
    /// @param done bytes of the phase
    /// @param total bytes of the phase; of FETCHING those that were there before are part of both
    /// @param filesDone files that are whole and checked
    /// @param files files of the model
    record Progress(Phase phase, long done, long total, int filesDone, int files) {

        public enum Phase {
            /// Files that lie in the folder are compared with the hub's checksums.
            COMPARING,
            /// Files come from the hub.
            FETCHING
        }
    }
}
