package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.graph.TextEncoder.Frequencies;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each network by itself, in 32-bit floats, against what the reference computed.
class StagesTest {

    private static final double TOLERANCE = 1e-4;
    private static final RuntimeOptions RUNTIME = RuntimeOptions.withThreads(2);

    @TempDir Path folder;

    /// The goldens' text encoder was cast to the type of its weights as a whole, frequencies of the
    /// positions included. A published model is loaded in its type, and its frequencies are exact.
    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void text_states_are_those_of_the_reference(String name) throws IOException {
        Goldens goldens = Goldens.of(name);
        ModelFolder model = ModelFolder.open(goldens.model());
        try (TextEncoder encoder =
                TextEncoder.open(
                        model,
                        Precision.FP32,
                        prepared(),
                        RUNTIME,
                        Frequencies.ROUNDED_WITH_WEIGHTS)) {
            for (String prompt : List.of("english", "chinese", "mixed", "short", "symbols")) {
                float[] states = encoder.encode(goldens.tokens(prompt), new Cancellation());

                assertThat(Goldens.relativeError(states, goldens.floats("text." + prompt)))
                        .as(prompt)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void velocities_are_those_of_the_reference(String name) throws IOException {
        Goldens goldens = Goldens.of(name);
        ModelFolder model = ModelFolder.open(goldens.model());
        try (Transformer transformer =
                Transformer.open(model, Precision.FP32, prepared(), RUNTIME)) {
            for (String prompt : List.of("english", "short")) {
                for (String time : List.of("0.0", "0.37", "0.995")) {
                    String golden = "transformer." + prompt + "." + time;
                    float[] velocity =
                            transformer.velocity(
                                    goldens.floats("noise"),
                                    goldens.size("noise", 1),
                                    goldens.size("noise", 2),
                                    Float.parseFloat(time),
                                    goldens.floats("text." + prompt),
                                    new Cancellation());

                    assertThat(Goldens.relativeError(velocity, goldens.floats(golden)))
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
        Goldens goldens = Goldens.of(name);
        ModelFolder model = ModelFolder.open(goldens.model());
        try (Transformer transformer =
                Transformer.open(model, Precision.FP32, prepared(), RUNTIME)) {
            float[] velocity =
                    transformer.velocity(
                            goldens.floats("transformer.odd.input"),
                            goldens.size("transformer.odd.input", 1),
                            goldens.size("transformer.odd.input", 2),
                            0.5f,
                            goldens.floats("text.chinese"),
                            new Cancellation());

            assertThat(Goldens.relativeError(velocity, goldens.floats("transformer.odd.0.5")))
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void decoded_pictures_are_those_of_the_reference(String name) throws IOException {
        Goldens goldens = Goldens.of(name);
        ModelFolder model = ModelFolder.open(goldens.model());
        try (VaeDecoder decoder = VaeDecoder.open(model, prepared(), RUNTIME)) {
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

    private PreparedFolder prepared() {
        return new PreparedFolder(folder, PreparationListener.NONE);
    }
}
