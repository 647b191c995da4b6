package dev.zimage.text;

/// Prints a value that somebody else wrote, in quotation marks, so that a message shows also an
/// empty one, blanks and characters that cannot be seen. It is one line, and not endless.
public final class QuotedText {

    private static final int LONGEST = 64;

    private QuotedText() {}

    /// The first 64 characters.
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /// @param most characters that are shown; an ellipsis stands for the rest
    public static String of(String text, int most) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(most).forEach(point -> append(quoted, point));
        boolean whole = text.codePointCount(0, text.length()) <= most;
        return quoted.append('"').append(whole ? "" : "…").toString();
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isVisible(point)) {
                    quoted.appendCodePoint(point);
                } else {
                    quoted.append("\\u{%X}".formatted(point));
                }
            }
        }
    }

    /// Whether it can be seen between quotation marks, and changes nothing around it. Of all spaces
    /// that is the usual one.
    private static boolean isVisible(int point) {
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                    default -> true;
                };
    }
}
