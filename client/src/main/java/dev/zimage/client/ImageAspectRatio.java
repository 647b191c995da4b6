package dev.zimage.client;

import java.util.Arrays;
import java.util.Optional;

/// The shape of a picture.
public enum ImageAspectRatio {
    SQUARE("1:1"),
    LANDSCAPE("4:3"),
    PORTRAIT("3:4"),
    WIDE("16:9"),
    TALL("9:16");

    private final String label;

    ImageAspectRatio(String label) {
        this.label = label;
    }

    static Optional<ImageAspectRatio> of(String label) {
        return Arrays.stream(values()).filter(shape -> shape.label.equals(label)).findFirst();
    }

    /// Width to height, as in the API: `16:9`.
    public String label() {
        return label;
    }
}
