package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.zimage.engine.graph.TextEncoder.Frequencies;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the quantised modes cost, as the relative error (L2) against the reference in 32-bit
/// floats. The models are tiny and random, which is the hard case: nothing averages out.
@Tag("kernels")
class PrecisionErrorTest {

    /// How far an error may be from the measured one. The two kernels of `int8` are further apart.
    private static final double PERCENT = 25;

    /// Which kernel `int8` runs on: without instructions that add products of bytes into 32 bits,
    /// its activations have 7 bits.
    private static final boolean EIGHT_BITS = Precision.forThisHost() == Precision.INT8;

    @TempDir Path folder;

    /// The errors of the text encoder and of the transformer as measured, first with activations of
    /// 8 bits, then with activations of 7 bits.
    @ParameterizedTest
    @CsvSource({
        "a, INT8, 0.0125, 0.0227, 0.0201, 0.0398",
        "a, Q8,   0.0115, 0.0231, 0.0115, 0.0231",
        "a, Q4,   0.1254, 0.1909, 0.1254, 0.1909",
        "b, INT8, 0.0179, 0.0155, 0.0268, 0.0243",
        "b, Q8,   0.0170, 0.0145, 0.0170, 0.0145",
        "b, Q4,   0.1784, 0.1361, 0.1784, 0.1361"
    })
    void the_error_of_a_quantised_mode_is_as_measured(
            String name,
            Precision precision,
            double text,
            double velocity,
            double textOf7Bits,
            double velocityOf7Bits)
            throws IOException {
        GoldenNetworks networks = GoldenNetworks.of(name, folder);
        double textError = textError(networks, precision);
        double velocityError = velocityError(networks, precision);

        System.out.printf(
                "| %s | %s | %d bits | text %.4f | velocity %.4f |%n",
                name, precision.id(), EIGHT_BITS ? 8 : 7, textError, velocityError);
        assertThat(textError)
                .as("text states")
                .isCloseTo(EIGHT_BITS ? text : textOf7Bits, withinPercentage(PERCENT));
        assertThat(velocityError)
                .as("velocity")
                .isCloseTo(EIGHT_BITS ? velocity : velocityOf7Bits, withinPercentage(PERCENT));
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
