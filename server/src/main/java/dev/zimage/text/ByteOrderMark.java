package dev.zimage.text;

/// The byte order mark that some editors, and PowerShell, put in front of a text in UTF-8. It is no
/// part of the text.
public final class ByteOrderMark {

    private ByteOrderMark() {}

    /// The text after the mark; all of it when it does not begin with one.
    public static String skip(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
