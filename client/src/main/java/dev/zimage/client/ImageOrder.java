package dev.zimage.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
/// @param imageUrls up to 16 pictures to edit, as https or data URLs, for models that take them
/// @param textCheck whether the words that the prompt quotes are read back; null for what the model
///   usually does
public record ImageOrder(
        String model,
        String prompt,
        @Nullable ImageAspectRatio aspectRatio,
        @Nullable Long seed,
        @Nullable OutputFormat outputFormat,
        boolean nsfwChecker,
        @Nullable URI callbackUrl,
        Map<String, String> metadata,
        List<String> imageUrls,
        @Nullable TextCheckOrder textCheck) {

    /// The model that every server offers.
    public static final String Z_IMAGE = "z-image";

    public ImageOrder {
        metadata = Map.copyOf(metadata);
        imageUrls = List.copyOf(imageUrls);
    }

    /// A square picture of this prompt, by `z-image`.
    public static ImageOrder of(String prompt) {
        return new ImageOrder(
                Z_IMAGE, prompt, null, null, null, false, null, Map.of(), List.of(), null);
    }

    public ImageOrder withModel(String id) {
        return with(draft -> draft.model = id);
    }

    public ImageOrder withAspectRatio(ImageAspectRatio ratio) {
        return with(draft -> draft.aspectRatio = ratio);
    }

    /// Equal orders with the same seed give the same picture with the same engine.
    public ImageOrder withSeed(long chosen) {
        return with(draft -> draft.seed = chosen);
    }

    public ImageOrder withOutputFormat(OutputFormat format) {
        return with(draft -> draft.outputFormat = format);
    }

    public ImageOrder withNsfwChecker(boolean checked) {
        return with(draft -> draft.nsfwChecker = checked);
    }

    public ImageOrder withCallbackUrl(URI url) {
        return with(draft -> draft.callbackUrl = url);
    }

    public ImageOrder withMetadata(Map<String, String> pairs) {
        return with(draft -> draft.metadata = pairs);
    }

    /// Pictures to edit, for models that take them: public https URLs, which the server fetches.
    public ImageOrder withImageUrls(List<URI> urls) {
        List<String> texts = urls.stream().map(URI::toString).toList();
        return with(draft -> draft.imageUrls = texts);
    }

    /// One more picture to edit, which the order brings itself.
    ///
    /// @param file a JPEG, PNG or WebP file
    /// @param mediaType for example `image/png`
    public ImageOrder withImage(byte[] file, String mediaType) {
        List<String> more = new ArrayList<>(imageUrls);
        more.add(
                "data:%s;base64,%s".formatted(mediaType, Base64.getEncoder().encodeToString(file)));
        return with(draft -> draft.imageUrls = more);
    }

    public ImageOrder withTextCheck(TextCheckOrder check) {
        return with(draft -> draft.textCheck = check);
    }

    private ImageOrder with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.order();
    }

    /// The values of an order, one of which is about to be changed.
    private static final class Draft {

        String model;
        String prompt;
        @Nullable ImageAspectRatio aspectRatio;
        @Nullable Long seed;
        @Nullable OutputFormat outputFormat;
        boolean nsfwChecker;
        @Nullable URI callbackUrl;
        Map<String, String> metadata;
        List<String> imageUrls;
        @Nullable TextCheckOrder textCheck;

        Draft(ImageOrder order) {
            model = order.model;
            prompt = order.prompt;
            aspectRatio = order.aspectRatio;
            seed = order.seed;
            outputFormat = order.outputFormat;
            nsfwChecker = order.nsfwChecker;
            callbackUrl = order.callbackUrl;
            metadata = order.metadata;
            imageUrls = order.imageUrls;
            textCheck = order.textCheck;
        }

        ImageOrder order() {
            return new ImageOrder(
                    model,
                    prompt,
                    aspectRatio,
                    seed,
                    outputFormat,
                    nsfwChecker,
                    callbackUrl,
                    metadata,
                    imageUrls,
                    textCheck);
        }
    }

    /// Omits the prompt, which must not be logged.
    @Override
    public String toString() {
        return "ImageOrder[%s, %s]"
                .formatted(model, aspectRatio == null ? "1:1" : aspectRatio.label());
    }
}
