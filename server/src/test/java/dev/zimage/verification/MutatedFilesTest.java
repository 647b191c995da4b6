package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.intake.UploadedFile;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.InstallationVerifier;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.tasks.fingerprints.FingerprintArchive;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verifies signed pictures that were mutated at random. `-Dzimage.mutations=100000` takes more of
/// them than the usual build does, `-Dzimage.mutations.seed=2` others.
class MutatedFilesTest {

    private static final int FILES = Integer.getInteger("zimage.mutations", 600);

    private static final int SENT = 200;

    private static final long SEED = Long.getLong("zimage.mutations.seed", 1);

    /// Of so many files one is large enough for a watermark, which takes most of the time.
    private static final int LARGE_ONE_OF = 40;

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "engine.name", "sketch",
                    "engine.pixels", "65536",
                    "limits.requests_per_minute", "1000000");

    @TempDir Path folder;

    @Test
    void every_mutated_file_is_answered() {
        try (TestServer server = TestServer.startWithEngines(folder, SETTINGS)) {
            List<byte[]> originals = drawn(server, "1:1");
            Random random = new Random(SEED);
            for (int i = 0; i < SENT; i++) {
                Reply reply =
                        VerifyCalls.verify(
                                server, "image/png", mutated(originals.get(i % 2), random));
                assertThat(reply.status()).as("file %d", i).isIn(200, 400);
            }
        }
    }

    @Test
    void no_mutated_file_with_other_pixels_is_valid() throws IOException {
        try (TestServer server = TestServer.startWithEngines(folder, SETTINGS);
                Database database = server.openDatabase()) {
            PictureVerifier verifier = verifier(server, database);
            List<byte[]> small = drawn(server, "16:9");
            List<byte[]> large = drawn(server, "1:1");
            Random random = new Random(SEED);
            for (int i = 0; i < FILES; i++) {
                byte[] original = (i / 2 % LARGE_ONE_OF == 0 ? large : small).get(i % 2);
                byte[] mutated = mutated(original, random);
                // Some bytes around the manifest, such as the check sum of its chunk, are not
                // signed.
                if (isValid(verifier, mutated)) {
                    assertThat(pixels(mutated)).as("file %d", i).isEqualTo(pixels(original));
                }
            }
        }
    }

    private PictureVerifier verifier(TestServer server, Database database) throws IOException {
        return InstallationVerifier.of(
                Config.defaults().provenance(),
                SigningIdentity.open(new IdentityFile(folder), server.clock(), new SecureRandom()),
                KnownPictures.of(database, new FingerprintArchive(database)),
                server.clock());
    }

    private static boolean isValid(PictureVerifier verifier, byte[] file) {
        try {
            return verifier.verify(file, null).credentials().valid();
        } catch (UploadedFile.Unreadable e) {
            return false;
        }
    }

    private static List<byte[]> drawn(TestServer server, String ratio) {
        return List.of(drawn(server, ratio, "jpeg"), drawn(server, ratio, "png"));
    }

    private static byte[] drawn(TestServer server, String ratio, String format) {
        String order =
                """
                {"model":"z-image","prompt":"a boat","seed":3,"aspect_ratio":"%s",\
                "output_format":"%s"}
                """
                        .formatted(ratio, format);
        return VerifyCalls.drawn(server, order);
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        int width = picture.getWidth();
        return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    }

    /// A few changes, most of them among the parts before the pixels.
    private static byte[] mutated(byte[] file, Random random) {
        byte[] mutated = file.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int most = random.nextInt(3) == 0 ? mutated.length : Math.min(8_000, mutated.length);
            int at = random.nextInt(most);
            switch (random.nextInt(6)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(mutated, at, Math.min(at + 4, mutated.length), (byte) 0xff);
                case 3 -> Arrays.fill(mutated, at, Math.min(at + 4, mutated.length), (byte) 0);
                case 4 -> mutated = Arrays.copyOf(mutated, Math.max(20, at));
                default -> mutated = repeated(mutated, at, random);
            }
        }
        return mutated;
    }

    /// With a piece of the file put in a second time.
    private static byte[] repeated(byte[] file, int at, Random random) {
        int length = Math.min(random.nextInt(2_000), file.length - at);
        List<byte[]> parts = new ArrayList<>();
        parts.add(Arrays.copyOf(file, at + length));
        parts.add(Arrays.copyOfRange(file, at, file.length));
        byte[] repeated = new byte[file.length + length];
        int to = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, repeated, to, part.length);
            to += part.length;
        }
        return repeated;
    }
}
