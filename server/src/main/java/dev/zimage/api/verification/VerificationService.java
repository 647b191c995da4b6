package dev.zimage.api.verification;

import dev.zimage.accounts.AccountId;
import dev.zimage.api.Json;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.intake.LongComputation;
import dev.zimage.intake.PictureIntake;
import dev.zimage.intake.UploadedFile;
import dev.zimage.verification.PictureVerifier;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Looks at pictures for all that ask, a few at once. Safe for use by any number of threads.
public final class VerificationService {

    /// The largest file, in bytes.
    static final int LIMIT = 16 << 20;

    private final PictureVerifier verifier;
    private final LargeBodies bodies = new LargeBodies(true, PictureIntake.atOnce());

    public VerificationService(PictureVerifier verifier) {
        this.verifier = verifier;
    }

    /// Waits for a permit to hold a picture in memory.
    ///
    /// @throws Refusal when there is none for a minute
    public LargeBodies.Permit take() {
        return bodies.take(LIMIT);
    }

    /// The report on a file, as JSON. Only with a permit for it, see [#take].
    ///
    /// @param account that asks
    /// @throws Refusal when it is no picture, or too large a one
    public byte[] report(byte[] file, AccountId account) {
        try {
            return Json.write(
                    LongComputation.run("verification", () -> verifier.verify(file, account)));
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case UploadedFile.Unreadable e ->
                    new Refusal(ErrorCode.PARAMETER_INVALID, "The picture " + e.getMessage());
            case RuntimeException e -> e;
            case null, default -> new IllegalStateException("a picture was not verified", cause);
        };
    }
}
