package dev.zimage.api;

import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Unavailable;
import dev.zimage.intake.BadPictureException;
import dev.zimage.intake.PictureIntake;
import dev.zimage.tasks.SourceSet;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The pictures that an order brings, with refusals for those that are of no use.
record OrderPictures(PictureIntake intake) {

    @FunctionalInterface
    private interface Work<T> {
        T run() throws BadPictureException, PictureIntake.Busy, IOException, InterruptedException;
    }

    /// Fetches, checks and stores the pictures of a request.
    ///
    /// @throws Refusal that names the first one which cannot be used
    SourceSet store(GenerationRequest request) {
        return orRefuse(request, () -> intake.store(request.pictures()));
    }

    /// Checks those that need not be fetched.
    ///
    /// @throws Refusal that names the first one which cannot be used
    void check(GenerationRequest request) {
        var _ =
                orRefuse(
                        request,
                        () -> {
                            intake.check(request.pictures());
                            return request;
                        });
    }

    private static <T> T orRefuse(GenerationRequest request, Work<T> work) {
        try {
            return work.run();
        } catch (BadPictureException e) {
            throw PictureParameters.refusal(request, e);
        } catch (PictureIntake.Busy e) {
            throw LargeBodies.busy();
        } catch (IOException e) {
            throw Unavailable.notStarted(new UncheckedIOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        }
    }

    /// Deletes those of an order that was not taken.
    void discard(SourceSet sources) {
        intake.discard(sources);
    }
}
