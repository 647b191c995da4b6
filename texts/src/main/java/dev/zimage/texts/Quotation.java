package dev.zimage.texts;

/// What stands between two quotation marks.
///
/// @param start of the opening mark
/// @param end after the closing mark
record Quotation(int start, int end, String words) {

    /// @param open where the opening mark stands
    /// @param close where the closing mark stands
    static Quotation between(String prompt, int open, int close, int length) {
        return new Quotation(open, close + length, prompt.substring(open + length, close).strip());
    }

    static Quotation between(String prompt, int open, int close) {
        return between(prompt, open, close, 1);
    }
}
