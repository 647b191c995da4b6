package dev.zimage.client;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that can be ordered.
///
/// @param usd the price of a picture in US dollars
/// @param credits the same price in credits
/// @param engine the engine that draws
/// @param ready whether orders are accepted now
/// @param sizes of its pictures in this installation, without shapes that this client does not know
public record ImageModel(
        String id,
        @Nullable String description,
        BigDecimal usd,
        long credits,
        @Nullable String engine,
        boolean ready,
        List<PictureSize> sizes) {

    public ImageModel {
        sizes = List.copyOf(sizes);
    }
}
