package dev.zimage.client;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to draw. Immutable; the `with…` methods return a changed copy. The server validates the
/// values and reports what is wrong.
///
/// @param prompt 1 to 1,000 characters
/// @param aspectRatio null for a square
/// @param seed 0 to 2^32-1; null for a random one
/// @param outputFormat null for JPEG
/// @param nsfwChecker whether prompt and picture are to be checked
/// @param callbackUrl called when the task ends; null for none
/// @param metadata up to 16 pairs that the task returns
public record ImageOrder(
        String model,
        String prompt,
        @Nullable ImageAspectRatio aspectRatio,
        @Nullable Long seed,
        @Nullable OutputFormat outputFormat,
        boolean nsfwChecker,
        @Nullable URI callbackUrl,
        Map<String, String> metadata) {

    /// The model that every server offers.
    public static final String Z_IMAGE = "z-image";

    public ImageOrder {
        metadata = Map.copyOf(metadata);
    }

    /// A square picture of this prompt, by `z-image`.
    public static ImageOrder of(String prompt) {
        return new ImageOrder(Z_IMAGE, prompt, null, null, null, false, null, Map.of());
    }

    public ImageOrder withModel(String id) {
        return new ImageOrder(
                id, prompt, aspectRatio, seed, outputFormat, nsfwChecker, callbackUrl, metadata);
    }

    public ImageOrder withAspectRatio(ImageAspectRatio ratio) {
        return new ImageOrder(
                model, prompt, ratio, seed, outputFormat, nsfwChecker, callbackUrl, metadata);
    }

    /// Equal orders with the same seed give the same picture with the same engine.
    public ImageOrder withSeed(long chosen) {
        return new ImageOrder(
                model,
                prompt,
                aspectRatio,
                chosen,
                outputFormat,
                nsfwChecker,
                callbackUrl,
                metadata);
    }

    public ImageOrder withOutputFormat(OutputFormat format) {
        return new ImageOrder(
                model, prompt, aspectRatio, seed, format, nsfwChecker, callbackUrl, metadata);
    }

    public ImageOrder withNsfwChecker(boolean checked) {
        return new ImageOrder(
                model, prompt, aspectRatio, seed, outputFormat, checked, callbackUrl, metadata);
    }

    public ImageOrder withCallbackUrl(URI url) {
        return new ImageOrder(
                model, prompt, aspectRatio, seed, outputFormat, nsfwChecker, url, metadata);
    }

    public ImageOrder withMetadata(Map<String, String> pairs) {
        return new ImageOrder(
                model, prompt, aspectRatio, seed, outputFormat, nsfwChecker, callbackUrl, pairs);
    }

    /// Omits the prompt, which must not be logged.
    @Override
    public String toString() {
        return "ImageOrder[%s, %s]"
                .formatted(model, aspectRatio == null ? "1:1" : aspectRatio.label());
    }
}
