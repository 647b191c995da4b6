package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.graph.TextEncoder.Frequencies;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the quantised modes cost, as the relative error (L2) against the reference in 32-bit
/// floats. The models are tiny and random, which is the hard case: nothing averages out.
class PrecisionErrorTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "a, INT8, 0.02, 0.03", "a, Q8, 0.02, 0.03", "a, Q4, 0.17, 0.25",
        "b, INT8, 0.03, 0.02", "b, Q8, 0.03, 0.02", "b, Q4, 0.23, 0.21"
    })
    void the_error_of_a_quantised_mode_is_bounded(
            String name, Precision precision, double textBound, double velocityBound)
            throws IOException {
        GoldenNetworks networks = GoldenNetworks.of(name, folder);
        double text = textError(networks, precision);
        double velocity = velocityError(networks, precision);

        System.out.printf(
                "| %s | %s | text %.4f | velocity %.4f |%n", name, precision.id(), text, velocity);
        assertThat(text).as("text states").isBetween(1e-4, textBound);
        assertThat(velocity).as("velocity").isBetween(1e-4, velocityBound);
    }

    private static double textError(GoldenNetworks networks, Precision precision)
            throws IOException {
        try (TextEncoder encoder = networks.textEncoder(precision, Frequencies.EXACT)) {
            return networks.error(encoder, "mixed");
        }
    }

    private static double velocityError(GoldenNetworks networks, Precision precision)
            throws IOException {
        try (Transformer transformer = networks.transformer(precision)) {
            return networks.error(
                    transformer, "noise", "0.37", "english", "transformer.english.0.37");
        }
    }
}
