package dev.zimage.models;

import dev.zimage.engine.ImageSize;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The shapes that a picture can have, with their sizes in pixels.
public enum AspectRatio {
    SQUARE("1:1", 1024, 1024),
    LANDSCAPE("4:3", 1152, 864),
    PORTRAIT("3:4", 864, 1152),
    WIDE("16:9", 1280, 720),
    TALL("9:16", 720, 1280);

    private final String label;
    private final int width;
    private final int height;

    AspectRatio(String label, int width, int height) {
        this.label = label;
        this.width = width;
        this.height = height;
    }

    /// The value in requests, for example `16:9`.
    public String label() {
        return label;
    }

    public ImageSize size() {
        return new ImageSize(width, height);
    }

    /// The ratio with this label.
    public static Optional<AspectRatio> of(String label) {
        return Arrays.stream(values()).filter(ratio -> ratio.label.equals(label)).findFirst();
    }

    /// All labels, for messages: `1:1, 4:3, …`.
    public static String labels() {
        return Arrays.stream(values()).map(AspectRatio::label).collect(Collectors.joining(", "));
    }
}
