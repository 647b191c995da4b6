package dev.zimage.texts;

/// A text that a prompt wants written, and the stretch of the prompt that asks for it.
///
/// @param text what is to be written, without quotation marks
/// @param start of the stretch, quotation marks and announcing words included
/// @param end after the stretch
public record WantedText(String text, int start, int end, Kind kind) {

    /// How the prompt asks for a text.
    public enum Kind {
        QUOTED,
        ANNOUNCED
    }

    public WantedText {
        if (start < 0 || start >= end) {
            throw new IllegalArgumentException("not a stretch: " + start + " to " + end);
        }
    }

    boolean overlaps(WantedText other) {
        return start < other.end && other.start < end;
    }
}
