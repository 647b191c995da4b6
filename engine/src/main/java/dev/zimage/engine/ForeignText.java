package dev.zimage.engine;

import java.util.regex.Pattern;

/// Words that somebody else wrote, such as a name in a file or the error of a server, for a message
/// or the log.
public final class ForeignText {

    /// What moves a cursor, turns the direction of a text or cannot be seen, and white space.
    private static final Pattern GAPS = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

    private ForeignText() {}

    /// The text on one line, without what could change the text around it.
    ///
    /// @param longest the most characters; an ellipsis stands for the rest
    public static String line(String text, int longest) {
        String line = GAPS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }
}
