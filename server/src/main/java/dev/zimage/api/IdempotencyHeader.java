package dev.zimage.api;

import dev.zimage.api.http.Call;
import dev.zimage.crypto.Sha256;
import dev.zimage.tasks.submission.TaskOrder;
import java.util.Optional;

/// Reads `Idempotency-Key`. Two bodies are the same when they ask for the same: the order of
/// members, white space and defaults that are spelt out make no difference.
public final class IdempotencyHeader {

    private static final int LONGEST = 255;

    private IdempotencyHeader() {}

    /// @throws Refusal when it is no such key, or there are two
    public static Optional<TaskOrder.Idempotency> read(Call call, GenerationRequest request) {
        return call.singleHeader("Idempotency-Key").map(key -> of(key, request));
    }

    /// A key that a client sent in another place.
    ///
    /// @throws Refusal when it is no such key
    public static TaskOrder.Idempotency of(String key, GenerationRequest request) {
        return new TaskOrder.Idempotency(checked(key), hash(request));
    }

    private static String checked(String key) {
        boolean printable = key.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        if (key.isBlank() || key.length() > LONGEST || !printable) {
            throw GenerationRequest.invalid(
                    "Idempotency-Key must have 1 to %d printable ASCII characters"
                            .formatted(LONGEST));
        }
        return key;
    }

    /// Tells what a request asks for: equal for equal pictures.
    public static String hash(GenerationRequest request) {
        return Sha256.hex(request.model().id() + "\u0000" + request.values().canonical());
    }
}
