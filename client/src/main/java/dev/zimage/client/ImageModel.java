package dev.zimage.client;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that can be ordered.
///
/// @param usd the price of a picture in US dollars; null where the operator has set none, so that
///   it takes no orders of live keys
/// @param credits the same price in credits
/// @param engine the engine that draws
/// @param ready whether orders are accepted now
/// @param sizes of its pictures in this installation, without shapes that this client does not know
/// @param inputs what its orders are made of: `text`, and `image` where it edits pictures
public record ImageModel(
        String id,
        @Nullable String description,
        @Nullable BigDecimal usd,
        @Nullable Long credits,
        @Nullable String engine,
        boolean ready,
        List<PictureSize> sizes,
        List<String> inputs) {

    public ImageModel {
        sizes = List.copyOf(sizes);
        inputs = List.copyOf(inputs);
    }

    /// Whether it takes pictures to edit.
    public boolean takesImages() {
        return inputs.contains("image");
    }
}
