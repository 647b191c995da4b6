package dev.zimage.provenance.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.container.FilePart;
import dev.zimage.provenance.container.PictureContainer;
import dev.zimage.provenance.container.PictureContainer.EmbeddedBox;
import dev.zimage.provenance.credentials.CredentialsReport.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is told of a file: each kind of fault by its own verdict.
class CredentialsReaderTest {

    private static final Clock CLOCK = Clock.fixed(SignedPictures.NOW, ZoneOffset.UTC);

    @TempDir private Path ours;
    @TempDir private Path theirs;

    private SigningIdentity identity;
    private CredentialsReader reader;

    @BeforeEach
    void open() throws Exception {
        identity = SigningIdentity.open(new IdentityFile(ours), CLOCK, new SecureRandom());
        reader = new CredentialsReader(Set.of(identity.publicKey()), CLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void our_picture_is_ours_and_tells_its_receipt(ImageFormat format) throws Exception {
        CredentialsReport report = reader.read(SignedPictures.signed(identity, format, 7));

        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.ours()).isTrue();
        assertThat(report.issuer()).isEqualTo(identity.name()).startsWith("zimage installation ");
        assertThat(report.receipt()).contains(SignedPictures.receipt(7, new ImageSize(96, 64)));
    }

    @ParameterizedTest
    @EnumSource
    void a_picture_without_credentials_has_none(ImageFormat format) throws Exception {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);

        CredentialsReport report = reader.read(PictureEncoder.encode(picture, format));

        assertThat(report.verdict()).isEqualTo(Verdict.NONE);
        assertThat(report.present()).isFalse();
    }

    /// Viewers show such a picture all the same.
    @ParameterizedTest
    @EnumSource
    void a_file_that_does_not_follow_its_format_has_credentials_only_where_there_are_some(
            ImageFormat format) throws Exception {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        byte[] plain = malformed(PictureEncoder.encode(picture, format), format);
        byte[] signed = malformed(SignedPictures.signed(identity, format, 7), format);

        assertThat(ImageIO.read(new ByteArrayInputStream(plain))).isNotNull();
        assertThat(reader.read(plain).verdict()).isEqualTo(Verdict.NONE);
        assertThat(reader.read(signed).verdict()).isEqualTo(Verdict.CHANGED);
    }

    /// A JPEG with bytes between two segments, or a PNG without its last chunk.
    private static byte[] malformed(byte[] file, ImageFormat format) throws Exception {
        FilePart last = PictureContainer.of(format).parts(file).getLast();
        return switch (format) {
            case JPEG -> PictureContainer.insert(file, last.end(), new byte[2]);
            case PNG -> Arrays.copyOf(file, last.start());
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_picture_of_another_installation_is_valid_and_not_ours(ImageFormat format)
            throws Exception {
        SigningIdentity other =
                SigningIdentity.open(new IdentityFile(theirs), CLOCK, new SecureRandom());

        CredentialsReport report = reader.read(SignedPictures.signed(other, format, 7));

        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.ours()).isFalse();
        assertThat(report.issuer()).isEqualTo(other.name()).isNotEqualTo(identity.name());
    }

    @ParameterizedTest
    @EnumSource
    void a_byte_of_the_pixels_that_was_changed_shows(ImageFormat format) throws Exception {
        byte[] file = SignedPictures.signed(identity, format, 7);
        file[file.length - 100] ^= 1;

        CredentialsReport report = reader.read(file);

        assertThat(report.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(report.changed()).isTrue();
        assertThat(report.ours()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void bytes_that_were_put_behind_or_before_the_pixels_show(ImageFormat format) throws Exception {
        byte[] file = SignedPictures.signed(identity, format, 7);
        PictureContainer container = PictureContainer.of(format);
        byte[] note = container.text("Comment", "not mine");

        assertThat(reader.read(Arrays.copyOf(file, file.length + 3)).verdict())
                .isEqualTo(Verdict.CHANGED);
        assertThat(
                        reader.read(PictureContainer.insert(file, container.place(file), note))
                                .verdict())
                .isEqualTo(Verdict.CHANGED);
    }

    @ParameterizedTest
    @EnumSource
    void a_manifest_of_another_picture_of_ours_shows(ImageFormat format) throws Exception {
        byte[] target = SignedPictures.signed(identity, format, 7);
        byte[] source = SignedPictures.signed(identity, format, 8);

        CredentialsReport report = reader.read(swapped(target, source, format));

        assertThat(report.verdict()).isEqualTo(Verdict.SWAPPED);
        assertThat(report.ours()).isTrue();
        assertThat(report.receipt()).map(Receipt::task).contains("task_8");
    }

    private static byte[] swapped(byte[] target, byte[] source, ImageFormat format)
            throws Exception {
        PictureContainer container = PictureContainer.of(format);
        EmbeddedBox old = container.findJumbf(target).orElseThrow();
        EmbeddedBox other = container.findJumbf(source).orElseThrow();
        byte[] without = new byte[target.length - (old.end() - old.start())];
        System.arraycopy(target, 0, without, 0, old.start());
        System.arraycopy(target, old.end(), without, old.start(), target.length - old.end());
        return PictureContainer.insert(without, old.start(), container.jumbf(other.box()));
    }

    @ParameterizedTest
    @EnumSource
    void a_receipt_that_was_changed_spoils_the_signature(ImageFormat format) throws Exception {
        byte[] file = SignedPictures.signed(identity, format, 7);
        EmbeddedBox box = PictureContainer.of(format).findJumbf(file).orElseThrow();
        int at = indexOf(file, "task_7", box.start());
        file[at + 5] = '8';

        CredentialsReport report = reader.read(file);

        assertThat(report.verdict()).isEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(report.ours()).isFalse();
        assertThat(report.receipt()).isEmpty();
    }

    @Test
    void a_claim_that_was_changed_spoils_the_signature() throws Exception {
        byte[] file = SignedPictures.signed(identity, ImageFormat.PNG, 7);
        int at = indexOf(file, "xmp:iid:", 0);
        file[at + 8] ^= 1;

        assertThat(reader.read(file).verdict()).isEqualTo(Verdict.BAD_SIGNATURE);
    }

    private static int indexOf(byte[] file, String text, int from) {
        String all = new String(file, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(text, from);
        assertThat(at).isPositive();
        return at;
    }

    @ParameterizedTest
    @EnumSource
    void an_expired_certificate_shows(ImageFormat format) throws Exception {
        Clock later = Clock.offset(CLOCK, SelfSignedCertificate.VALID.plusDays(1));
        byte[] file = SignedPictures.signed(identity, format, 7);

        CredentialsReport report =
                new CredentialsReader(Set.of(identity.publicKey()), later).read(file);

        assertThat(report.verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(report.ours()).isTrue();
        assertThat(report.detail()).isEqualTo("the certificate has expired");
    }

    @Test
    void a_certificate_of_the_future_shows() throws Exception {
        byte[] file = SignedPictures.signed(identity, ImageFormat.JPEG, 7);
        Clock earlier = Clock.offset(CLOCK, Duration.ofDays(-2));

        assertThat(new CredentialsReader(Set.of(), earlier).read(file).detail())
                .isEqualTo("the certificate is not valid yet");
    }

    @ParameterizedTest
    @EnumSource
    void a_manifest_in_many_segments_is_read(ImageFormat format) throws Exception {
        Receipt plain = SignedPictures.receipt(7, new ImageSize(96, 64));
        byte[] file = SignedPictures.signed(identity, format, plain);
        EmbeddedBox box = PictureContainer.of(format).findJumbf(file).orElseThrow();
        byte[] large = Arrays.copyOf(box.box(), 200_000);

        byte[] parts = PictureContainer.of(format).jumbf(large);
        byte[] grown = PictureContainer.insert(withoutBox(file, box), box.start(), parts);

        assertThat(PictureContainer.of(format).findJumbf(grown).orElseThrow().box())
                .isEqualTo(large);
    }

    private static byte[] withoutBox(byte[] file, EmbeddedBox box) {
        byte[] without = new byte[file.length - (box.end() - box.start())];
        System.arraycopy(file, 0, without, 0, box.start());
        System.arraycopy(file, box.end(), without, box.start(), file.length - box.end());
        return without;
    }

    /// Any answer will do but two: that the picture is as it was signed when it is not, and a
    /// receipt that nobody signed. Checksums of chunks and names of boxes are not signed.
    @ParameterizedTest
    @EnumSource
    void damaged_files_are_never_valid_and_never_crash_the_reader(ImageFormat format)
            throws Exception {
        byte[] file = SignedPictures.signed(identity, format, 7);
        EmbeddedBox box = PictureContainer.of(format).findJumbf(file).orElseThrow();
        byte[] rest = withoutBox(file, box);
        Receipt signed = SignedPictures.receipt(7, new ImageSize(96, 64));
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = damaged(file, box, random);
            CredentialsReport report = reader.read(damaged);
            if (report.valid()) {
                assertThat(withoutBox(damaged, box)).as("round %d", i).isEqualTo(rest);
            }
            assertThat(report.receipt().orElse(signed)).as("round %d", i).isEqualTo(signed);
        }
    }

    private static byte[] damaged(byte[] file, EmbeddedBox box, Random random) {
        byte[] copy = file.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at =
                    random.nextInt(4) == 0
                            ? random.nextInt(copy.length)
                            : box.start() + random.nextInt(box.end() - box.start());
            copy[at] =
                    switch (random.nextInt(3)) {
                        case 0 -> (byte) 0xFF;
                        case 1 -> 0;
                        default -> (byte) random.nextInt();
                    };
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }
}
