package dev.zimage.ocr;

/// What one look at a picture has found of a wanted text.
///
/// @param isComplete whether at least as many characters were read as are wanted
/// @param certainty the probability of the least certain character
record TextLook(ComparedText text, boolean isComplete, double certainty) {

    /// A whole text that was read with more certainty than this is what stands there.
    private static final double SURE = 0.9;

    /// Whether another look may find the text.
    boolean isOpen() {
        return !text.isExact() && !(isComplete && certainty > SURE);
    }

    /// What counts after another look. A text that is exact in one of them is exact, unless the
    /// other has read a whole text in its place with more certainty: then a character is wrong that
    /// looks like the right one.
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
