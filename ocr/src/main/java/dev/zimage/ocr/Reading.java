package dev.zimage.ocr;

/// What the recogniser reads in a line.
///
/// @param confidence 0 to 1, the mean over the characters; 0 for nothing
/// @param weakest the confidence of the least certain character
record Reading(String text, double confidence, double weakest) {

    static final Reading NOTHING = new Reading("", 0, 0);

    /// The other one, if its least certain character is much more certain.
    Reading surer(Reading other) {
        return other.weakest > weakest + 0.15 ? other : this;
    }

    Reading better(Reading other) {
        return other.confidence > confidence ? other : this;
    }
}
