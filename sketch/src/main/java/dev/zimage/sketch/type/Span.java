package dev.zimage.sketch.type;

/// A text to be set and the stretch of the prompt that named it.
///
/// @param start of the stretch, quotes and announcing words included
/// @param end after the stretch
/// @param words the text itself
public record Span(int start, int end, String words) {

    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
