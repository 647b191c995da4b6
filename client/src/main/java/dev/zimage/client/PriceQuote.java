package dev.zimage.client;

import java.math.BigDecimal;
import java.time.Duration;

/// The price of an order and the time it would take. Nothing was ordered.
///
/// @param balance the account's current balance
/// @param eta the estimated time until the picture is ready
public record PriceQuote(
        String model,
        long credits,
        BigDecimal usd,
        int width,
        int height,
        long balance,
        Duration eta) {}
