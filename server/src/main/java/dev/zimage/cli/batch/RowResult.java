package dev.zimage.cli.batch;

import org.jspecify.annotations.Nullable;

/// What became of a row. The folder's record has one a line, the last of a key counts.
///
/// @param key the idempotency key of the row, without the number of a second try
/// @param task null when none was made
/// @param seed of the picture; null when there is none
/// @param file its name in the folder; null when there is none
/// @param credits what it costs the account
/// @param errorCode 0 for none
record RowResult(
        String key,
        Status status,
        @Nullable String task,
        @Nullable Long seed,
        @Nullable String file,
        long credits,
        int errorCode,
        @Nullable String error) {

    enum Status {
        /// It has a task, which had not ended when this was written.
        ORDERED,
        COMPLETED,
        FAILED,
        /// The server did not take it.
        REFUSED,
        /// It was left out, because something stopped the batch before.
        NOT_ORDERED
    }

    static RowResult of(RowOrder order, Status status) {
        return new RowResult(order.key(), status, null, null, null, 0, 0, null);
    }

    RowResult with(String orderedTask, Status next) {
        return new RowResult(key, next, orderedTask, seed, file, credits, errorCode, error);
    }

    RowResult with(int code, @Nullable String message) {
        return new RowResult(key, status, task, seed, file, credits, code, message);
    }
}
