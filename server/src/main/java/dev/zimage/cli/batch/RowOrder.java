package dev.zimage.cli.batch;

import dev.zimage.crypto.Sha256;
import dev.zimage.engine.ImageFormat;
import dev.zimage.models.AspectRatio;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A row as it is ordered, under an idempotency key that is the same whenever the same file is
/// ordered again.
///
/// @param number counted from 1
/// @param key from the name of the batch and what the row asks for, so that rows can be added to
///   the file or moved in it
record RowOrder(int number, BatchRow row, String body, String key) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int KEY_DIGITS = 40;

    /// @param batch the name of the batch
    /// @param equalBefore how many rows before this one ask for the same
    static RowOrder of(int number, BatchRow row, String body, String batch, int equalBefore) {
        return new RowOrder(
                number,
                row,
                body,
                "zimage-batch-"
                        + Sha256.hex(batch + "\n" + equalBefore + "\n" + body)
                                .substring(0, KEY_DIGITS));
    }

    /// The request for a row.
    static String body(BatchRow row, String model, @Nullable ImageFormat format) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("model", model);
        order.put("prompt", row.prompt());
        AspectRatio ratio = row.ratio();
        if (ratio != null) {
            order.put("aspect_ratio", ratio.label());
        }
        if (row.seed() != null) {
            order.put("seed", row.seed());
        }
        if (format != null) {
            order.put("output_format", format.label());
        }
        if (!row.metadata().isEmpty()) {
            order.put("metadata", row.metadata());
        }
        return JSON.writeValueAsString(order);
    }

    /// The same row ordered anew, after its pictures have failed.
    RowOrder again(int failures) {
        return failures == 0 ? this : new RowOrder(number, row, body, key + "-" + failures);
    }

    /// Omits the prompt, so that it is never logged.
    @Override
    public String toString() {
        return "RowOrder[" + number + ", " + key + "]";
    }
}
