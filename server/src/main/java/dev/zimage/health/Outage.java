package dev.zimage.health;

/// A part of the storage that is not working.
///
/// @param reason one clause that is safe to show to anybody, so without paths
/// @param remedy one clause for the operator
public record Outage(StoragePart part, String reason, String remedy) {

    /// A part that does not answer at all.
    static Outage unanswered(StoragePart part, String remedy) {
        return new Outage(part, "the " + part.label() + " does not answer", remedy);
    }
}
