package dev.zimage.text;

/// Prints a foreign value in quotation marks, so that a message also shows an empty value, blanks
/// and invisible characters. The result is one line of limited length.
public final class QuotedText {

    private static final int LONGEST = 64;

    private QuotedText() {}

    /// The first 64 characters.
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /// @param most the maximum number of characters; an ellipsis replaces the rest
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

    /// Whether a character is visible between quotation marks and does not affect the text around
    /// it. The only space among them is the ordinary one.
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
