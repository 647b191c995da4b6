package dev.zimage.ocr;

import org.jspecify.annotations.Nullable;

/// A wanted text, and what a picture has of it.
///
/// @param wanted as the prompt has it
/// @param read what was read in its place; empty when nothing like it was, null when the reader
///   does not know all of its characters, so that it was not compared
/// @param errors how many characters differ
public record ComparedText(String wanted, @Nullable String read, int errors) {

    /// Whether the picture has the text and nothing else in its place.
    public boolean isExact() {
        return read != null && errors == 0;
    }

    /// Whether the text was compared.
    public boolean isCompared() {
        return read != null;
    }
}
