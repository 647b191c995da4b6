package dev.zimage.cli.batch;

import dev.zimage.cli.batch.BatchServer.Refused;
import dev.zimage.cli.batch.BatchServer.Unreachable;
import dev.zimage.cli.command.CommandFailure;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the rows of a batch cost together.
///
/// @param balance of the account
record BatchPrice(long credits, BigDecimal usd, long balance) {

    /// Asks the server once for each shape: beside it, rows of a model cost the same.
    static BatchPrice of(BatchServer quotes, List<RowOrder> orders) throws InterruptedException {
        Map<String, JsonNode> byShape = new LinkedHashMap<>();
        long credits = 0;
        BigDecimal usd = BigDecimal.ZERO;
        long balance = Long.MAX_VALUE;
        for (RowOrder order : orders) {
            String shape = String.valueOf(order.row().ratio());
            JsonNode quote = byShape.get(shape);
            if (quote == null) {
                quote = quote(quotes, order);
                byShape.put(shape, quote);
            }
            credits += quote.path("credits").asLong();
            usd = usd.add(quote.path("usd").asDecimal());
            balance = Math.min(balance, quote.path("balance").asLong());
        }
        return new BatchPrice(credits, usd, balance);
    }

    private static JsonNode quote(BatchServer quotes, RowOrder order) throws InterruptedException {
        try {
            return quotes.quote(order.body());
        } catch (Refused e) {
            throw new CommandFailure(
                    e.concernsAll()
                            ? String.valueOf(e.getMessage())
                            : "line %d: %s".formatted(order.row().line(), e.getMessage()));
        } catch (Unreachable e) {
            throw new CommandFailure(
                    e.getMessage() + "; is the server of --url or $ZIMAGE_URL running?");
        }
    }
}
