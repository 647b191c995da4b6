package dev.zimage.tasks.submission;

import dev.zimage.accounts.Caller;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Model;
import dev.zimage.tasks.SourceSet;
import dev.zimage.textcheck.TextCheckMode;
import org.jspecify.annotations.Nullable;

/// A validated request for a picture.
///
/// @param idempotency null when the client sent no key
/// @param requestId of the request that it came with, for the log of refusals
public record TaskOrder(
        Caller caller,
        PictureOrder picture,
        Options options,
        @Nullable Idempotency idempotency,
        String requestId) {

    /// What is to be drawn.
    ///
    /// @param seed null to have one drawn at random
    public record PictureOrder(
            Model model,
            String prompt,
            AspectRatio aspectRatio,
            ImageFormat format,
            @Nullable Long seed) {

        /// Leaves the prompt out, so that it never gets into a log.
        @Override
        public String toString() {
            return "PictureOrder[%s, %s, %s]".formatted(model.id(), aspectRatio.label(), format);
        }
    }

    /// What else the client asks for.
    ///
    /// @param metadata a JSON object to be returned as sent, null for none
    /// @param callbackUrl a validated URL that is called when the task ends, null for none
    /// @param contentCheck whether prompt and picture are to be checked
    /// @param textCheck whether the wanted texts are to be read in the picture
    /// @param sources pictures to edit, null for none
    public record Options(
            @Nullable String metadata,
            @Nullable String callbackUrl,
            boolean contentCheck,
            TextCheckMode textCheck,
            @Nullable SourceSet sources) {

        /// Without pictures to edit.
        public Options(
                @Nullable String metadata,
                @Nullable String callbackUrl,
                boolean contentCheck,
                TextCheckMode textCheck) {
            this(metadata, callbackUrl, contentCheck, textCheck, null);
        }

        /// No options.
        public static final Options NONE = new Options(null, null, false, TextCheckMode.OFF);
    }

    /// Makes a retry safe: the same key and body mean the same task.
    ///
    /// @param key as the client chose it
    /// @param bodyHash tells whether the body is the same
    public record Idempotency(String key, String bodyHash) {}

    public Model model() {
        return picture.model();
    }

    public String prompt() {
        return picture.prompt();
    }

    public AspectRatio aspectRatio() {
        return picture.aspectRatio();
    }

    /// The size of the picture.
    public ImageSize size() {
        return model().sizes().of(aspectRatio());
    }

    /// The same order with stored pictures to edit.
    public TaskOrder editing(SourceSet sources) {
        return new TaskOrder(
                caller,
                picture,
                new Options(
                        options.metadata,
                        options.callbackUrl,
                        options.contentCheck,
                        options.textCheck,
                        sources),
                idempotency,
                requestId);
    }

    /// The same order without its idempotency key.
    TaskOrder withoutIdempotency() {
        return new TaskOrder(caller, picture, options, null, requestId);
    }

    /// Leaves the prompt out, so that it never gets into a log.
    @Override
    public String toString() {
        return "TaskOrder[" + picture + "]";
    }
}
