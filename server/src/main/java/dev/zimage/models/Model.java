package dev.zimage.models;

import dev.zimage.accounts.Credits;
import java.math.BigDecimal;

/// A model that clients can name.
///
/// @param usd the price of one picture in USD
/// @param sizes how large its pictures are
public record Model(String id, String description, BigDecimal usd, PictureSizes sizes) {

    /// The price of one picture.
    public Credits price() {
        return Credits.ofUsd(usd);
    }
}
