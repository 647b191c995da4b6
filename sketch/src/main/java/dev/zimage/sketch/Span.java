package dev.zimage.sketch;

/// A text to be set and the stretch of the prompt that named it.
///
/// @param start of the stretch, quotes and announcing words included
/// @param end after the stretch
/// @param words the text itself
record Span(int start, int end, String words) {

    boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
