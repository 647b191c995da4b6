package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.ForeignFiles.Raw;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// A model as single files, as people have it for ComfyUI, and the folder that `zimage import`
/// makes of them.
final class SingleFiles {

    private static @Nullable BufferedImage expected;

    private final Path folder;
    final Shell shell;
    final Path published;
    Path transformer;
    Path textEncoder;
    Path autoencoder;
    final Path made;

    SingleFiles(Path folder) throws IOException {
        this.folder = folder;
        shell = new Shell(folder.resolve("data"));
        published = TinyModel.unpack(folder.resolve("published"));
        transformer = folder.resolve("diffusion_models/z_image_turbo.safetensors");
        textEncoder = folder.resolve("text_encoders/qwen_3_4b.safetensors");
        autoencoder = folder.resolve("vae/ae.safetensors");
        made = folder.resolve("made");
        ForeignFiles.safetensors(transformer, ForeignFiles.fused(weights("transformer"), ""));
        ForeignFiles.safetensors(
                textEncoder, ForeignFiles.prefixed(weights("text_encoder"), "model."));
        ForeignFiles.safetensors(autoencoder, ForeignFiles.latentDiffusion(weights("vae")));
    }

    /// The tensors of a part of the published folder.
    Map<String, Raw> weights(String part) throws IOException {
        return ForeignFiles.read(published.resolve(part));
    }

    /// Types `zimage import` with the files.
    Shell.Result type(String... more) {
        List<String> words = new ArrayList<>(List.of("--transformer", transformer + ""));
        words.addAll(List.of("--text-encoder", textEncoder + "", "--vae", autoencoder + ""));
        words.addAll(List.of("--to", made + ""));
        words.addAll(Arrays.asList(more));
        return shell.type("import", words.toArray(String[]::new));
    }

    /// Imports the files.
    void imports() {
        Shell.Result imported = type("--config", published + "");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).startsWith(made + ": ").endsWith(", complete and verified\n");
    }

    /// The command said why in one line, and left nothing behind.
    void refused(Shell.Result refused, String... words) throws IOException {
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(words).hasLineCount(1);
        assertThat(refused.err().replace(folder.toString(), "")).hasSizeLessThan(600);
        assertThat(made).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> path.toString().endsWith(".importing"))).isEmpty();
        }
    }

    /// The greatest and the mean distance of a picture from that of the published folder, in grey
    /// levels.
    double[] distances() throws IOException {
        BufferedImage wanted = publishedPicture();
        BufferedImage actual = draw(made);
        double most = 0;
        double sum = 0;
        for (int i = 0; i < 96 * 128 * 3; i++) {
            int at = i / 3;
            int shift = 8 * (i % 3);
            int there = wanted.getRGB(at % 128, at / 128) >> shift & 0xFF;
            int here = actual.getRGB(at % 128, at / 128) >> shift & 0xFF;
            most = Math.max(most, Math.abs(here - there));
            sum += Math.abs(here - there);
        }
        return new double[] {most, sum / (96 * 128 * 3)};
    }

    /// The picture of the published folder, which all tests unpack alike.
    private BufferedImage publishedPicture() throws IOException {
        if (expected == null) {
            expected = draw(published);
        }
        return expected;
    }

    /// Of the prompt that the golden picture has.
    BufferedImage draw(Path weights) throws IOException {
        Shell.Result drawn =
                shell.type(
                        "generate --width 128 --height 96 --steps 8 --seed 42 --precision fp32 -o -"
                                + " --format png --weights",
                        weights + "",
                        TinyModel.description().path("prompts").path("english").asString());
        assertThat(drawn.code()).as(drawn.err()).isZero();
        return ImageIO.read(new ByteArrayInputStream(drawn.bytes()));
    }
}
