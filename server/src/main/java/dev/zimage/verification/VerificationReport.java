package dev.zimage.verification;

import dev.zimage.provenance.credentials.CredentialsReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known of a picture, in the shape of the API.
///
/// @param ours whether this installation made it
/// @param foundBy what shows that; null where nothing does
/// @param task it was drawn for; null unless it is one of the account's own
/// @param model that was ordered, where it is known
/// @param engine that drew it, where it is known
/// @param createdAt when, in Unix seconds, where it is known
/// @param changed whether it is not as it was when it was made
public record VerificationReport(
        boolean ours,
        @Nullable String foundBy,
        @Nullable String task,
        @Nullable String model,
        @Nullable String engine,
        @Nullable Long createdAt,
        Credentials credentials,
        boolean changed) {

    /// What the Content Credentials of the file are worth.
    ///
    /// @param verdict `valid`, `none`, `expired`, `changed`, `swapped`, `bad_signature` or
    ///   `unreadable`
    /// @param issuer who signed, by the certificate; null where that cannot be read
    /// @param ours whether a key of this installation signed: everybody can take the issuer's name
    public record Credentials(
            boolean present, boolean valid, String verdict, @Nullable String issuer, boolean ours) {

        static Credentials of(CredentialsReport report) {
            return new Credentials(
                    report.present(),
                    report.valid(),
                    report.verdict().name().toLowerCase(Locale.ROOT),
                    report.issuer().isEmpty() ? null : report.issuer(),
                    report.ours());
        }
    }
}
