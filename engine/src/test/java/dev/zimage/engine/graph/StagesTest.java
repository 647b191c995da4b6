package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.graph.TextEncoder.Frequencies;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each network by itself, in 32-bit floats, against what the reference computed.
@Tag("kernels")
class StagesTest {

    private static final double TOLERANCE = 1e-4;

    @TempDir static Path folder;

    /// The goldens' text encoder was cast to the type of its weights as a whole, frequencies of the
    /// positions included. A published model is loaded in its type, and its frequencies are exact.
    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void text_states_are_those_of_the_reference(String name) throws IOException {
        GoldenNetworks networks = GoldenNetworks.of(name, folder.resolve(name));
        try (TextEncoder encoder =
                networks.textEncoder(Precision.FP32, Frequencies.ROUNDED_WITH_WEIGHTS)) {
            for (String prompt : List.of("english", "chinese", "mixed", "short", "symbols")) {
                assertThat(networks.error(encoder, prompt)).as(prompt).isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void velocities_are_those_of_the_reference(String name) throws IOException {
        GoldenNetworks networks = GoldenNetworks.of(name, folder.resolve(name));
        try (Transformer transformer = networks.transformer(Precision.FP32)) {
            for (String prompt : List.of("english", "short")) {
                for (String time : List.of("0.0", "0.37", "0.995")) {
                    String golden = "transformer." + prompt + "." + time;
                    assertThat(networks.error(transformer, "noise", time, prompt, golden))
                            .as(golden)
                            .isLessThan(TOLERANCE);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void a_number_of_patches_that_is_padded_gives_the_same_velocity(String name)
            throws IOException {
        GoldenNetworks networks = GoldenNetworks.of(name, folder.resolve(name));
        try (Transformer transformer = networks.transformer(Precision.FP32)) {
            assertThat(
                            networks.error(
                                    transformer,
                                    "transformer.odd.input",
                                    "0.5",
                                    "chinese",
                                    "transformer.odd.0.5"))
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void decoded_pictures_are_those_of_the_reference(String name) throws IOException {
        GoldenNetworks networks = GoldenNetworks.of(name, folder.resolve(name));
        Goldens goldens = networks.goldens();
        try (VaeDecoder decoder = networks.decoder()) {
            float[] image =
                    decoder.decode(
                            goldens.floats("vae.latents"),
                            goldens.size("vae.latents", 1),
                            goldens.size("vae.latents", 2),
                            new Cancellation());

            assertThat(Goldens.relativeError(image, goldens.floats("vae.image")))
                    .isLessThan(TOLERANCE);
        }
    }
}
