package dev.zimage.tasks.submission;

import dev.zimage.accounts.Caller;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Model;
import org.jspecify.annotations.Nullable;

/// A checked request for a picture.
///
/// @param seed null to have one drawn
/// @param metadata a JSON object to be handed back, null for none
/// @param idempotency null when the client sent no key
/// @param callbackUrl a checked URL that is told of the end, null for none
/// @param contentCheck whether the client asks to have prompt and picture checked
/// @param requestId of the request that it came with, for the log of refusals
public record TaskOrder(
        Caller caller,
        Model model,
        String prompt,
        AspectRatio aspectRatio,
        ImageFormat format,
        @Nullable Long seed,
        @Nullable String metadata,
        @Nullable Idempotency idempotency,
        @Nullable String callbackUrl,
        boolean contentCheck,
        String requestId) {

    /// Makes a retry safe: the same key and body mean the same task.
    ///
    /// @param key as the client chose it
    /// @param bodyHash tells whether the body is the same
    public record Idempotency(String key, String bodyHash) {}

    /// How large the picture is to be.
    public ImageSize size() {
        return model.sizes().of(aspectRatio);
    }

    /// The same order without its idempotency key.
    TaskOrder withoutIdempotency() {
        return new TaskOrder(
                caller,
                model,
                prompt,
                aspectRatio,
                format,
                seed,
                metadata,
                null,
                callbackUrl,
                contentCheck,
                requestId);
    }

    @Override
    public String toString() {
        return "TaskOrder[" + model.id() + ", " + aspectRatio.label() + ", " + format + "]";
    }
}
