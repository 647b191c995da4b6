package dev.zimage.provenance.credentials;

import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.ReceiptFields;
import dev.zimage.provenance.container.MalformedFileException;
import dev.zimage.provenance.container.PictureContainer;
import dev.zimage.provenance.container.PictureContainer.EmbeddedBox;
import dev.zimage.provenance.container.PictureContainer.PixelSize;
import dev.zimage.provenance.credentials.CredentialsReport.Verdict;
import dev.zimage.provenance.metadata.PictureMetadata;
import java.security.PublicKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds the Content Credentials of a file and checks them. The file may be hostile: nothing in it
/// is run, fetched or decompressed, and reading takes time in proportion to its length. Whether the
/// signer can be trusted is not checked, only that the certificate's key made the signature.
///
/// Safe for use by any number of threads.
public final class CredentialsReader {

    private final Set<PublicKey> ours;
    private final Clock clock;

    /// @param ours the keys of this installation
    public CredentialsReader(Set<PublicKey> ours, Clock clock) {
        this.ours = Set.copyOf(ours);
        this.clock = clock;
    }

    /// Checks a JPEG or PNG file; every other has no credentials.
    public CredentialsReport read(byte[] file) {
        Optional<ImageFormat> format = PictureContainer.formatOf(file);
        if (format.isEmpty()) {
            return none();
        }
        try {
            Optional<EmbeddedBox> box = PictureContainer.of(format.get()).findJumbf(file);
            return box.isEmpty()
                    ? none()
                    : check(SignedManifest.read(box.get().box()), file, format.get());
        } catch (MalformedFileException | UnreadableManifestException e) {
            return new CredentialsReport(Verdict.UNREADABLE, "", false, Optional.empty(), text(e));
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static CredentialsReport none() {
        return new CredentialsReport(Verdict.NONE, "", false, Optional.empty(), "");
    }

    private CredentialsReport check(SignedManifest manifest, byte[] file, ImageFormat format)
            throws UnreadableManifestException {
        String issuer = CertificateName.of(manifest.signature().signer());
        Optional<String> flaw = manifest.flaw();
        if (flaw.isPresent()) {
            return new CredentialsReport(
                    Verdict.BAD_SIGNATURE, issuer, false, Optional.empty(), flaw.get());
        }
        Optional<Receipt> receipt = receipt(manifest);
        Finding finding = finding(manifest, receipt, file, format);
        boolean own = ours.contains(manifest.signature().signer().getPublicKey());
        return new CredentialsReport(finding.verdict, issuer, own, receipt, finding.detail);
    }

    private record Finding(Verdict verdict, String detail) {}

    private Finding finding(
            SignedManifest manifest, Optional<Receipt> receipt, byte[] file, ImageFormat format)
            throws UnreadableManifestException {
        if (!manifest.isOf(file)) {
            return receipt.isPresent() && isOfAnother(receipt.get(), file, format)
                    ? new Finding(Verdict.SWAPPED, CredentialsReport.SWAPPED_TEXT)
                    : new Finding(Verdict.CHANGED, CredentialsReport.CHANGED_TEXT);
        }
        try {
            manifest.signature().signer().checkValidity(Date.from(clock.instant()));
            return new Finding(Verdict.VALID, "");
        } catch (CertificateExpiredException e) {
            return new Finding(Verdict.EXPIRED, "the certificate has expired");
        } catch (CertificateNotYetValidException e) {
            return new Finding(Verdict.EXPIRED, "the certificate is not valid yet");
        }
    }

    private static Optional<Receipt> receipt(SignedManifest manifest)
            throws UnreadableManifestException {
        Optional<JsonNode> fields = manifest.assertion(ContentCredentials.RECEIPT);
        return fields.flatMap(ReceiptFields::read);
    }

    /// Whether the picture has another size than the signed receipt, or shows another receipt.
    private static boolean isOfAnother(Receipt signed, byte[] file, ImageFormat format) {
        try {
            PixelSize size = PictureContainer.of(format).size(file);
            return size.width() != signed.size().width()
                    || size.height() != signed.size().height()
                    || PictureMetadata.receipt(file, format)
                            .filter(shown -> !shown.equals(signed))
                            .isPresent();
        } catch (MalformedFileException e) {
            return false;
        }
    }
}
