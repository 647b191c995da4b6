package dev.zimage.text;

/// The byte order mark that some editors and PowerShell put at the start of a UTF-8 text. It is not
/// part of the text.
public final class ByteOrderMark {

    private ByteOrderMark() {}

    /// The text after the mark, or the whole text when it has none.
    public static String skip(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
