package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.credentials.CredentialsReader;
import dev.zimage.provenance.credentials.CredentialsReport;
import dev.zimage.provenance.credentials.CredentialsReport.Verdict;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.metadata.PictureMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The marks on pictures of `zimage generate`, and what their receipts are good for.
class GenerateMarksTest {

    private static final String SEA = "generate sea --width 256 --height 256 --seed 7 -o ";

    @TempDir Path folder;

    private Shell shell;
    private Path file;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("data"), Clock.systemUTC());
        file = folder.resolve("sea.png");
    }

    private static Shell.Result drawn(Shell.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private CredentialsReport report() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        SigningIdentity ours =
                SigningIdentity.open(
                        new IdentityFile(folder.resolve("data")),
                        Clock.systemUTC(),
                        new SecureRandom());
        return new CredentialsReader(Set.of(ours.publicKey()), Clock.systemUTC())
                .read(Files.readAllBytes(file));
    }

    private String text() throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Test
    void a_picture_is_signed_by_the_installation_and_tells_no_prompt() throws IOException {
        drawn(shell.type(SEA + file));

        assertThat(report().verdict()).isEqualTo(Verdict.VALID);
        assertThat(report().ours()).isTrue();
        Receipt receipt = report().receipt().orElseThrow();
        assertThat(receipt.seed()).isEqualTo(7);
        assertThat(receipt.prompt()).isNull();
        assertThat(PictureMetadata.receipt(Files.readAllBytes(file), ImageFormat.PNG))
                .contains(receipt);
        assertThat(text())
                .contains("/algorithmicMedia</Iptc4xmpExt:DigitalSourceType>")
                .doesNotContain("AIGC");
    }

    @Test
    void each_layer_can_be_turned_off() throws IOException {
        shell.environment().put("ZIMAGE_PROVENANCE_CREDENTIALS", "false");
        drawn(shell.type(SEA + file));
        int[] watermarked = TestImages.pixels(file);
        assertThat(report().verdict()).isEqualTo(Verdict.NONE);
        assertThat(text()).contains("zimage:receipt");

        shell.environment().put("ZIMAGE_PROVENANCE_METADATA", "false");
        shell.environment().put("ZIMAGE_PROVENANCE_WATERMARK", "false");
        drawn(shell.type(SEA + file));
        assertThat(text()).doesNotContain("zimage:receipt", "DigitalSourceType");
        assertThat(TestImages.pixels(file)).isNotEqualTo(watermarked);

        int[] bare = TestImages.pixels(file);
        shell.environment().clear();
        drawn(shell.type(SEA + file + " --no-marks"));
        assertThat(TestImages.pixels(file)).isEqualTo(bare);
        assertThat(report().verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void the_prompt_and_the_label_are_there_where_they_are_asked_for() throws IOException {
        shell.environment().put("ZIMAGE_PROVENANCE_PROMPT", "true");
        shell.environment().put("ZIMAGE_PROVENANCE_AIGC_LABEL", "某某<公司>");

        drawn(shell.type(SEA + file));

        assertThat(report().receipt().orElseThrow().prompt()).isEqualTo("sea");
        assertThat(text())
                .contains("<TC260:AIGC", "\"Label\":\"1\",\"ContentProducer\":\"某某&lt;公司&gt;\"");
    }

    @Test
    void without_a_place_for_the_key_the_picture_has_one_of_its_own() throws IOException {
        Shell elsewhere =
                new Shell(
                        Files.createSymbolicLink(
                                        folder.resolve("link"), folder.resolve("missing/folder"))
                                .resolve("data"),
                        Clock.systemUTC());

        Shell.Result drawn = drawn(elsewhere.type(SEA + file));

        assertThat(drawn.err()).contains("signed with a key for this picture alone");
        assertThat(report().verdict()).isEqualTo(Verdict.VALID);
        assertThat(report().ours()).isFalse();
    }

    @Test
    void a_certificate_that_cannot_be_used_is_named() {
        shell.environment().put("ZIMAGE_PROVENANCE_CERTIFICATE", folder + "/none.pem");
        assertThat(shell.type(SEA + file).err()).contains("provenance.key");

        shell.environment().put("ZIMAGE_PROVENANCE_KEY", folder + "/none.pem");
        assertThat(shell.type(SEA + file).err())
                .contains("provenance.certificate", "there is no file " + folder + "/none.pem");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_picture_is_drawn_again_like_a_file() throws IOException {
        drawn(shell.type(SEA + file));
        Path again = folder.resolve("again.png");

        Shell.Result same =
                drawn(shell.type("generate --prompt sea --like " + file + " -o " + again));
        Shell.Result other =
                drawn(shell.type("generate sea --seed 8 --like " + file + " -o " + again));

        assertThat(same.err()).contains("256x256 png", "seed 7").doesNotContain("differs");
        assertThat(other.err()).contains("differs from " + file + ": seed was 7, is 8");
    }

    @Test
    void the_pixels_of_a_picture_that_is_drawn_again_are_the_same() throws IOException {
        drawn(shell.type(SEA + file));
        Path again = folder.resolve("again.png");

        drawn(shell.type("generate sea --like " + file + " -o " + again));

        assertThat(TestImages.pixels(again)).isEqualTo(TestImages.pixels(file));
    }

    @Test
    void a_file_without_a_receipt_cannot_be_drawn_again() throws IOException {
        drawn(shell.type(SEA + file + " --no-marks"));

        Shell.Result refused = shell.type("generate sea -o - --like " + file);
        Shell.Result missing = shell.type("generate sea -o - --like " + folder.resolve("no.png"));
        drawn(shell.type(SEA + file));
        Shell.Result silent = shell.type("generate -o - --like " + file);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(file + " does not say how it was drawn");
        assertThat(missing.err()).contains("there is no file");
        assertThat(silent.code()).isEqualTo(2);
        assertThat(silent.err()).contains("PROMPT is missing; the file does not tell it");
    }
}
