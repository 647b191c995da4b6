package dev.zimage.provenance.credentials;

import dev.zimage.provenance.Receipt;
import java.util.Optional;

/// What the Content Credentials of a file are worth.
///
/// @param verdict of the check
/// @param issuer who signed, by the certificate; empty where no certificate could be read
/// @param ours whether a key of this installation made a signature that is good; true also of
///   pictures that were changed since, and of manifests that belong to another picture of ours
/// @param receipt that was signed with the picture; empty where the manifest has none, as those of
///   other programs have, or where it cannot be believed
/// @param detail what was found, as a clause for people; empty for a valid manifest
public record CredentialsReport(
        Verdict verdict, String issuer, boolean ours, Optional<Receipt> receipt, String detail) {

    static final String CHANGED_TEXT = "the file was changed after it was signed";
    static final String SWAPPED_TEXT = "the manifest was made for another picture";

    /// The outcomes, from the best to the worst.
    public enum Verdict {
        /// There is a manifest, its signature is good and the file is as it was signed.
        VALID,
        /// There is no manifest.
        NONE,
        /// The signature is good, but the certificate has expired or is not valid yet.
        EXPIRED,
        /// The signature is good, but the file was changed afterwards.
        CHANGED,
        /// The signature is good, but the manifest was made for another picture.
        SWAPPED,
        /// The signature, or the hash of an assertion, does not fit the manifest.
        BAD_SIGNATURE,
        /// There is something where a manifest would be that cannot be read.
        UNREADABLE
    }

    /// The same, of a file whose pixels were compared with the picture that was signed: by the file
    /// alone, one that was scaled is not told from another, nor another of the same size from one
    /// that was changed.
    ///
    /// @param same whether it is that picture; says nothing of a file that is as it was signed
    public CredentialsReport ofPicture(boolean same) {
        if (!changed()) {
            return this;
        }
        return same
                ? new CredentialsReport(Verdict.CHANGED, issuer, ours, receipt, CHANGED_TEXT)
                : new CredentialsReport(Verdict.SWAPPED, issuer, ours, receipt, SWAPPED_TEXT);
    }

    /// Whether there is a manifest, good or not.
    public boolean present() {
        return verdict != Verdict.NONE;
    }

    /// Whether the manifest can be believed, by whomever it was made.
    public boolean valid() {
        return verdict == Verdict.VALID;
    }

    /// Whether the file differs from the one that was signed.
    public boolean changed() {
        return verdict == Verdict.CHANGED || verdict == Verdict.SWAPPED;
    }
}
