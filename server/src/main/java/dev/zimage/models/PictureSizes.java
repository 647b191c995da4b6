package dev.zimage.models;

import dev.zimage.engine.ImageSize;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// How large pictures are here: one size for each shape, the same for everybody. Immutable.
///
/// @param all the size of each shape, in the order of the shapes
public record PictureSizes(Map<AspectRatio, ImageSize> all) {

    /// The sizes that Z-Image-Turbo is published for: a megapixel.
    public static final PictureSizes PUBLISHED = within(1 << 20);

    /// Smaller numbers of pixels that leave little of themselves unused by any shape, from large to
    /// small.
    public static final List<Integer> SMALLER = List.of(589_824, 331_776, 147_456, 65_536);

    public PictureSizes {
        all = Collections.unmodifiableMap(new EnumMap<>(all));
        if (all.size() != AspectRatio.values().length) {
            throw new IllegalArgumentException("a shape has no size: " + all);
        }
    }

    /// The largest sizes with at most so many pixels. Sides are multiples of 16 and the shapes
    /// exact, so that a shape grows in steps: of 256x144 for `16:9`, of 64x48 for `4:3`.
    ///
    /// @throws IllegalArgumentException when a shape has no such size
    public static PictureSizes within(int pixels) {
        return new PictureSizes(
                Arrays.stream(AspectRatio.values())
                        .collect(Collectors.toMap(ratio -> ratio, ratio -> ratio.within(pixels))));
    }

    public ImageSize of(AspectRatio ratio) {
        return Objects.requireNonNull(all.get(ratio));
    }

    /// The one with the most pixels.
    public ImageSize largest() {
        return Collections.max(all.values(), Comparator.comparingLong(ImageSize::pixels));
    }

    /// For people: `1:1 is 1024x1024, 4:3 is 1152x864, …`.
    @Override
    public String toString() {
        return all.entrySet().stream()
                .map(shape -> shape.getKey().label() + " is " + shape.getValue())
                .collect(Collectors.joining(", "));
    }
}
