package dev.zimage.tasks;

import dev.zimage.media.MediaKey;
import java.util.List;
import java.util.stream.IntStream;

/// The stored pictures that the tasks of an order edit.
///
/// @param id 32 lowercase hex digits
/// @param count how many pictures, at least one
public record SourceSet(String id, int count) {

    /// The most pictures that an order may bring.
    public static final int MOST = 16;

    public SourceSet {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("1 to %d pictures: %d".formatted(MOST, count));
        }
    }

    /// Where the pictures are, in their order.
    public List<MediaKey> keys() {
        return IntStream.range(0, count).mapToObj(n -> MediaKey.source(id, n)).toList();
    }
}
