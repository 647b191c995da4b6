package dev.zimage.verification;

import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.credentials.CredentialsReport;
import dev.zimage.tasks.Task;
import java.util.Optional;

/// What was found in one picture.
///
/// @param credentials of the file
/// @param watermark whether the pixels have the mark of this installation
/// @param alike the task whose picture looks the same; one of the account's own where there is one
record Evidence(CredentialsReport credentials, boolean watermark, Optional<Task> alike) {

    private static final String BY_CREDENTIALS = "credentials";
    private static final String BY_WATERMARK = "watermark";
    private static final String BY_FINGERPRINT = "fingerprint";

    /// What shows that the picture is ours. Credentials of ours in a file that was changed show
    /// nothing by themselves: they may have been put into somebody else's picture.
    Optional<String> foundBy() {
        if (credentials.ours() && !credentials.changed()) {
            return Optional.of(BY_CREDENTIALS);
        }
        if (watermark) {
            return Optional.of(BY_WATERMARK);
        }
        return alike.isPresent() ? Optional.of(BY_FINGERPRINT) : Optional.empty();
    }

    /// The signed receipt, if it belongs to this picture.
    Optional<Receipt> receipt() {
        boolean believable =
                credentials.ours()
                        && (!credentials.changed()
                                || (foundBy().isPresent()
                                        && credentials.verdict()
                                                == CredentialsReport.Verdict.CHANGED));
        return believable ? credentials.receipt() : Optional.empty();
    }
}
