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

/// How large the pictures of a model are: one size for each shape that it has, the same for
/// everybody. Immutable.
///
/// @param all the size of each shape, in the order of the shapes; at least one
public record PictureSizes(Map<AspectRatio, ImageSize> all) {

    /// The sizes that Z-Image-Turbo is published for: a megapixel.
    public static final PictureSizes PUBLISHED = within(1 << 20);

    /// Smaller numbers of pixels that leave little of themselves unused by any shape, from large to
    /// small.
    public static final List<Integer> SMALLER = List.of(589_824, 331_776, 147_456, 65_536);

    public PictureSizes {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a model has one size at least");
        }
        all = Collections.unmodifiableMap(new EnumMap<>(all));
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

    /// Sizes of a model's own, each for the shape that is nearest to it.
    ///
    /// @throws IllegalArgumentException when two are for the same shape, or there is none
    public static PictureSizes of(List<ImageSize> sizes) {
        Map<AspectRatio, ImageSize> all = new EnumMap<>(AspectRatio.class);
        for (ImageSize size : sizes) {
            AspectRatio shape =
                    AspectRatio.nearest(
                            (double) size.width() / size.height(), List.of(AspectRatio.values()));
            ImageSize other = all.put(shape, size);
            if (other != null) {
                throw new IllegalArgumentException(
                        "%s and %s are both nearest to %s; leave one out"
                                .formatted(other, size, shape.label()));
            }
        }
        return new PictureSizes(all);
    }

    /// The shapes that the model supports.
    public List<AspectRatio> shapes() {
        return List.copyOf(all.keySet());
    }

    /// The shape of orders that name none: square where that is one of them.
    public AspectRatio usualShape() {
        return all.containsKey(AspectRatio.SQUARE) ? AspectRatio.SQUARE : shapes().getFirst();
    }

    /// The size of one of these shapes.
    public ImageSize of(AspectRatio ratio) {
        return Objects.requireNonNull(all.get(ratio), () -> "no size for " + ratio.label());
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
