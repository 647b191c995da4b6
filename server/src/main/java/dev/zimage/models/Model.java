package dev.zimage.models;

import dev.zimage.accounts.Credits;
import dev.zimage.textcheck.TextCheckMode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that clients can name.
///
/// @param name for people
/// @param usd the price of one picture in USD, null where none is set
/// @param sizes how large its pictures are, for each shape that it has
/// @param terms of its orders
public record Model(
        String id,
        String name,
        String description,
        @Nullable BigDecimal usd,
        PictureSizes sizes,
        Terms terms) {

    /// What orders of a model may be, and what becomes of them.
    ///
    /// @param promptLimit most characters of a prompt
    /// @param checked whether orders are checked that do not say
    /// @param textCheck of orders that do not say
    /// @param waits whether orders are taken while the engine does not answer
    /// @param aliases other ids
    /// @param edits whether it takes pictures besides the prompt
    /// @param qualities that OpenAI's clients may ask for; empty for all that they know
    public record Terms(
            int promptLimit,
            boolean checked,
            TextCheckMode textCheck,
            boolean waits,
            List<String> aliases,
            boolean edits,
            List<String> qualities) {

        /// Those of a model that is drawn in this process.
        public static final Terms USUAL =
                new Terms(1000, false, TextCheckMode.OFF, false, List.of(), false, List.of());

        public Terms {
            aliases = List.copyOf(aliases);
            qualities = List.copyOf(qualities);
        }
    }

    /// Whether live keys can order it.
    public boolean isPriced() {
        return usd != null;
    }

    /// The price of one picture.
    ///
    /// @throws IllegalStateException when the model has none
    public Credits price() {
        BigDecimal price = usd;
        if (price == null) {
            throw new IllegalStateException("the model has no price: " + id);
        }
        return Credits.ofUsd(price);
    }
}
