package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the quantised modes cost, as the relative error (L2) against the reference in 32-bit
/// floats. The models are tiny and random, which is the hard case: nothing averages out.
class PrecisionErrorTest {

    private static final RuntimeOptions RUNTIME = RuntimeOptions.withThreads(2);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "a, INT8, 0.02, 0.03", "a, Q8, 0.02, 0.03", "a, Q4, 0.17, 0.25",
        "b, INT8, 0.03, 0.02", "b, Q8, 0.03, 0.02", "b, Q4, 0.23, 0.21"
    })
    void the_error_of_a_quantised_mode_is_bounded(
            String name, Precision precision, double textBound, double velocityBound)
            throws IOException {
        Goldens goldens = Goldens.of(name);
        double text = textError(goldens, precision);
        double velocity = velocityError(goldens, precision);

        System.out.printf(
                "| %s | %s | text %.4f | velocity %.4f |%n", name, precision.id(), text, velocity);
        assertThat(text).as("text states").isBetween(1e-4, textBound);
        assertThat(velocity).as("velocity").isBetween(1e-4, velocityBound);
    }

    private double textError(Goldens goldens, Precision precision) throws IOException {
        ModelFolder model = ModelFolder.open(goldens.model());
        try (TextEncoder encoder = TextEncoder.open(model, precision, prepared(), RUNTIME)) {
            return Goldens.relativeError(
                    encoder.encode(goldens.tokens("mixed"), new Cancellation()),
                    goldens.floats("text.mixed"));
        }
    }

    private double velocityError(Goldens goldens, Precision precision) throws IOException {
        ModelFolder model = ModelFolder.open(goldens.model());
        try (Transformer transformer = Transformer.open(model, precision, prepared(), RUNTIME)) {
            float[] velocity =
                    transformer.velocity(
                            goldens.floats("noise"),
                            goldens.size("noise", 1),
                            goldens.size("noise", 2),
                            0.37f,
                            goldens.floats("text.english"),
                            new Cancellation());
            return Goldens.relativeError(velocity, goldens.floats("transformer.english.0.37"));
        }
    }

    private PreparedFolder prepared() {
        return new PreparedFolder(folder, PreparationListener.NONE);
    }
}
