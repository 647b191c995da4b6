package dev.zimage.tasks.drawing;

import dev.zimage.engine.GenerationException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;

/// How a task ends whose picture could not be made: the one place where the causes of engines
/// become error codes. What another server said is not repeated to clients.
final class GenerationFailures {

    static final Failure OUT_OF_MEMORY =
            of(ErrorCode.GENERATION_OUT_OF_MEMORY, "Not enough memory.");

    private GenerationFailures() {}

    static Failure of(GenerationException e) {
        return switch (e.kind()) {
            case FAILED -> failed("The generation failed.");
            case OUT_OF_MEMORY -> OUT_OF_MEMORY;
            case REFUSED ->
                    new Failure(
                            ErrorCode.CONTENT_REFUSED,
                            "The content policy of the model does not allow this picture. Its"
                                    + " credits were given back; change the prompt.");
            case REMOTE_FAILED, UNAVAILABLE ->
                    of(ErrorCode.UPSTREAM_FAILED, "The server that draws this model failed.");
            case REMOTE_TIMED_OUT ->
                    of(
                            ErrorCode.UPSTREAM_TIMED_OUT,
                            "The server that draws this model did not answer in time.");
        };
    }

    /// @param what went wrong, as a sentence
    static Failure failed(String what) {
        return of(ErrorCode.GENERATION_FAILED, what);
    }

    private static Failure of(ErrorCode code, String what) {
        return new Failure(code, what + " Its credits were given back; submit it again.");
    }
}
