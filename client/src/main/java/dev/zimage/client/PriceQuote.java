package dev.zimage.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// The price of an order and the time it would take. Nothing was ordered.
///
/// @param balance the account's current balance
/// @param eta the estimated time until the picture is ready
/// @param texts that the prompt wants written in the picture
public record PriceQuote(
        String model,
        long credits,
        BigDecimal usd,
        int width,
        int height,
        long balance,
        Duration eta,
        List<WrittenText> texts) {

    /// A text that the prompt wants written.
    ///
    /// @param missingCharacters those that the engine has no glyphs for
    public record WrittenText(String text, String missingCharacters) {}

    public PriceQuote {
        texts = List.copyOf(texts);
    }
}
