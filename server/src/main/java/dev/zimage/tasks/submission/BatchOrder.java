package dev.zimage.tasks.submission;

import dev.zimage.tasks.SourceSet;

/// A checked request for several pictures that differ in their seeds.
///
/// @param each what is ordered `count` times; its idempotency key is that of the whole
/// @param count at least 1
/// @param fingerprint the same for orders of the same pictures
/// @param retry how often the client says it has sent this order before; 0 when it does not say
public record BatchOrder(TaskOrder each, int count, String fingerprint, int retry) {

    /// The same order with stored pictures to edit.
    public BatchOrder editing(SourceSet sources) {
        return new BatchOrder(each.editing(sources), count, fingerprint, retry);
    }
}
