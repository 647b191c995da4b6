package dev.zimage.texts;

/// A text that a prompt wants written, and the stretch of the prompt that asks for it.
///
/// @param text what is to be written, without quotation marks; `\n` separates lines
/// @param start of the stretch, quotation marks and announcing words included
/// @param end after the stretch
/// @param kind how the prompt asks for it
/// @param role what the prompt says that it is for
public record WantedText(String text, int start, int end, Kind kind, Role role) {

    /// How the prompt asks for a text.
    public enum Kind {
        /// Between quotation marks of any language.
        QUOTED,
        /// After words like `that reads`, without quotation marks.
        ANNOUNCED,
        /// As a line of a list, for example of dishes and prices.
        LISTED,
        /// As a value of a prompt that is a JSON object.
        MEMBER
    }

    /// What a text is for.
    public enum Role {
        TITLE,
        SUBTITLE,
        FOOTER,
        /// Who said the text before it.
        AUTHOR,
        /// The prompt does not say.
        UNSAID
    }

    public WantedText {
        if (start < 0 || start >= end) {
            throw new IllegalArgumentException("not a stretch: " + start + " to " + end);
        }
    }

    WantedText(String text, int start, int end, Kind kind) {
        this(text, start, end, kind, Role.UNSAID);
    }

    WantedText as(Role other) {
        return new WantedText(text, start, end, kind, other);
    }

    WantedText from(int earlier, int later) {
        return new WantedText(text, earlier, later, kind, role);
    }

    WantedText moved(int by) {
        return new WantedText(text, start + by, end + by, kind, role);
    }

    boolean overlaps(WantedText other) {
        return start < other.end && other.start < end;
    }
}
