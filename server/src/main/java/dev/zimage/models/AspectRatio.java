package dev.zimage.models;

import dev.zimage.engine.ImageSize;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The shapes of pictures. [PictureSizes] has their sizes.
public enum AspectRatio {
    SQUARE(1, 1),
    LANDSCAPE(4, 3),
    PORTRAIT(3, 4),
    WIDE(16, 9),
    TALL(9, 16);

    private static final int SIDE_MULTIPLE = 16;

    private final int across;
    private final int down;
    private final String label;

    AspectRatio(int across, int down) {
        this.across = across;
        this.down = down;
        this.label = across + ":" + down;
    }

    /// The value in requests, for example `16:9`.
    public String label() {
        return label;
    }

    /// Width by height.
    public double quotient() {
        return (double) across / down;
    }

    /// The largest size of exactly this shape within a number of pixels.
    ///
    /// @throws IllegalArgumentException when there is none
    ImageSize within(int pixels) {
        int smallest = across * down * SIDE_MULTIPLE * SIDE_MULTIPLE;
        int times = (int) Math.sqrt(((double) pixels) / smallest);
        return new ImageSize(across * times * SIDE_MULTIPLE, down * times * SIDE_MULTIPLE);
    }

    /// The ratio with this label.
    public static Optional<AspectRatio> of(String label) {
        return Arrays.stream(values()).filter(ratio -> ratio.label.equals(label)).findFirst();
    }

    /// The shape that is nearest to a quotient of width by height: by the quotient of the
    /// quotients, so that wide and tall are alike.
    ///
    /// @param shapes to choose from, not empty
    public static AspectRatio nearest(double quotient, List<AspectRatio> shapes) {
        return shapes.stream()
                .min(
                        Comparator.comparingDouble(
                                shape -> Math.abs(Math.log(quotient / shape.quotient()))))
                .orElseThrow();
    }

    /// All labels, for messages: `1:1, 4:3, …`.
    public static String labels() {
        return Arrays.stream(values()).map(AspectRatio::label).collect(Collectors.joining(", "));
    }
}
