package dev.zimage.ocr;

/// What one look at a picture has found of a wanted text.
///
/// @param isComplete whether at least as many characters were read as are wanted
/// @param certainty the probability of the least certain character
record TextLook(ComparedText text, boolean isComplete, double certainty) {

    /// A complete text that was read with more certainty than this is not looked at again.
    private static final double SURE = 0.9;

    /// Whether another look may find the text.
    boolean isOpen() {
        return !text.isExact() && !(isComplete && certainty > SURE);
    }

    /// The result of two looks. A text that is exact in one of them is exact, unless the other one
    /// has read a complete different text with more certainty: then a character that looks like the
    /// right one is wrong.
    TextLook with(TextLook newer) {
        boolean isExact = text.isExact();
        if (isExact != newer.text.isExact()) {
            TextLook right = isExact ? this : newer;
            TextLook wrong = isExact ? newer : this;
            return wrong.isComplete && wrong.certainty > right.certainty ? wrong : right;
        }
        return newer.text.errors() < text.errors() ? newer : this;
    }
}
