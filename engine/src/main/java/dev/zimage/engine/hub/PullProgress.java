package dev.zimage.engine.hub;

/// How far a pull is.
///
/// @param done bytes of the phase
/// @param total bytes of the phase; of FETCHING those that were there before are part of both
/// @param filesDone files that are whole and checked
/// @param files files of the model
public record PullProgress(Phase phase, long done, long total, int filesDone, int files) {

    public enum Phase {
        /// Files that lie in the folder are compared with the hub's checksums.
        COMPARING,
        /// Files come from the hub.
        FETCHING
    }
}
