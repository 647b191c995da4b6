package dev.zimage.client;

import java.math.BigDecimal;
import java.time.Duration;

/// What an order would cost and how long it would take. Nothing was ordered.
///
/// @param balance what the account has now
/// @param eta about how long until the picture would be there
public record PriceQuote(
        String model,
        long credits,
        BigDecimal usd,
        int width,
        int height,
        long balance,
        Duration eta) {}
