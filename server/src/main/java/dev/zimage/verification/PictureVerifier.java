package dev.zimage.verification;

import dev.zimage.accounts.AccountId;
import dev.zimage.intake.UploadedFile;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.credentials.CredentialsReader;
import dev.zimage.provenance.credentials.CredentialsReport;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.provenance.watermark.Watermark;
import dev.zimage.provenance.watermark.WatermarkPayload;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/// Finds out whether this installation made a picture: by the Content Credentials of its file, by
/// the watermark of its pixels, or because it looks like one that was drawn here. The picture is
/// not kept. Safe for use by any number of threads; each call may take some hundred megabytes, so
/// callers bound how many run at once.
public final class PictureVerifier {

    /// Larger pictures are searched at this size, in pixels.
    private static final long MOST_PIXELS = 2 << 20;

    private final CredentialsReader credentials;
    private final List<WatermarkPayload> watermarks;
    private final boolean signs;
    private final KnownPictures known;

    /// @param watermarks those that this installation writes
    /// @param signs whether pictures get credentials here: then one without them was changed
    /// @param known the pictures that were drawn here
    public PictureVerifier(
            CredentialsReader credentials,
            List<WatermarkPayload> watermarks,
            boolean signs,
            KnownPictures known) {
        this.credentials = credentials;
        this.watermarks = watermarks;
        this.signs = signs;
        this.known = known;
    }

    /// Examines a file.
    ///
    /// @param account whose tasks may be named; null for every account's
    /// @throws UploadedFile.Unreadable when it is no picture, or too large a one; the message is
    ///   the rest of a sentence
    public VerificationReport verify(byte[] file, @Nullable AccountId account)
            throws UploadedFile.Unreadable {
        BufferedImage picture =
                UploadedFile.decode(
                        new MemoryCacheImageInputStream(new ByteArrayInputStream(file)),
                        MOST_PIXELS);
        boolean watermark = Watermark.find(picture, watermarks).isPresent();
        Optional<Fingerprint> looks = Fingerprint.of(picture);
        Optional<Task> alike = looks.flatMap(print -> preferred(known.like(print), account));
        CredentialsReport read = credentials.read(file);
        boolean mayBeEdited = watermark && alike.isEmpty();
        CredentialsReport compared =
                isOfSigned(read, looks, mayBeEdited).map(read::ofPicture).orElse(read);
        return report(new Evidence(compared, watermark, alike), account);
    }

    /// Whether this is the picture of the task that our manifest was signed for, by its looks;
    /// empty where these do not tell.
    ///
    /// @param mayBeEdited whether the picture is one of ours that looks like none of them any more
    private Optional<Boolean> isOfSigned(
            CredentialsReport report, Optional<Fingerprint> looks, boolean mayBeEdited) {
        if (!report.ours() || !report.changed()) {
            return Optional.empty();
        }
        return report.receipt()
                .flatMap(receipt -> TaskId.parse(receipt.task()))
                .flatMap(known::looks)
                .flatMap(signed -> {
                    int bits = looks.map(signed::distance).orElse(Fingerprint.BITS);
                    if (bits <= Fingerprint.SAME_PICTURE) {
                        return Optional.of(true);
                    }
                    return bits > Fingerprint.OTHER_PICTURE && !mayBeEdited
                            ? Optional.of(false)
                            : Optional.empty();
                });
    }

    private static Optional<Task> preferred(List<Task> tasks, @Nullable AccountId account) {
        return tasks.stream()
                .filter(task -> task.account().equals(account))
                .findFirst()
                .or(() -> tasks.stream().findFirst());
    }

    private VerificationReport report(Evidence evidence, @Nullable AccountId account) {
        CredentialsReport report = evidence.credentials();
        Optional<String> foundBy = evidence.foundBy();
        Optional<Receipt> receipt = evidence.receipt();
        Optional<Task> task =
                receipt.flatMap(signed -> TaskId.parse(signed.task()))
                        .flatMap(known::task)
                        .or(evidence::alike);
        boolean asSigned = report.ours() && !report.changed();
        boolean changed = report.changed() || (foundBy.isPresent() && signs && !asSigned);
        return new VerificationReport(
                foundBy.isPresent(),
                foundBy.orElse(null),
                task.filter(found -> account == null || found.account().equals(account))
                        .map(found -> found.id().toString())
                        .orElse(null),
                receipt.map(Receipt::model).or(() -> task.map(Task::model)).orElse(null),
                receipt.map(Receipt::engine).or(() -> task.map(Task::engine)).orElse(null),
                receipt.map(Receipt::createdAt)
                        .or(() -> task.map(Task::createdAt))
                        .map(time -> time.getEpochSecond())
                        .orElse(null),
                VerificationReport.Credentials.of(report),
                changed);
    }
}
