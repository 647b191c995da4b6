package dev.zimage.client;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to draw. Immutable; the methods that begin with `with` answer with a changed copy. The
/// server checks the values and says what is wrong with them.
///
/// @param prompt 1 to 1,000 characters
/// @param aspectRatio null for a square
/// @param seed 0 to 2^32-1; null to have one drawn at random
/// @param outputFormat null for JPEG
/// @param nsfwChecker whether prompt and picture are to be checked
/// @param callbackUrl told when the task ends; null for nobody
/// @param metadata up to 16 pairs that the task hands back
public record ImageOrder(
        String model,
        String prompt,
        @Nullable ImageAspectRatio aspectRatio,
        @Nullable Long seed,
        @Nullable OutputFormat outputFormat,
        boolean nsfwChecker,
        @Nullable URI callbackUrl,
        Map<String, String> metadata) {

    /// The model that every server has.
    public static final String Z_IMAGE = "z-image";

    public ImageOrder {
        metadata = Map.copyOf(metadata);
    }

    /// A square picture of this, by `z-image`.
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

    /// The same order with the same seed by the same engine is the same picture.
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

    /// Leaves out the prompt, which does not belong into logs.
    @Override
    public String toString() {
        return "ImageOrder[%s, %s]"
                .formatted(model, aspectRatio == null ? "1:1" : aspectRatio.label());
    }
}
