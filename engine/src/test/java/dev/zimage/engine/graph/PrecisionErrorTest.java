package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.zimage.engine.graph.TextEncoder.Frequencies;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the quantised modes cost, as the relative error (L2) against the reference in 32-bit
/// floats. The models are tiny and random, which is the hard case: nothing averages out.
@Tag("kernels")
class PrecisionErrorTest {

    /// How far an error may be from the measured one. The two kernels of `int8` are further apart.
    private static final double PERCENT = 25;

    /// The most that `int8` may cost where the processor has no instructions that add products of
    /// bytes into 32 bits, in errors of `q8`.
    private static final double MOST_OF_Q8 = 1.3;

    /// Whether this processor has such instructions. Without them the transformer's weights in
    /// `int8` are limited in pairs, and the text encoder is as exact as with them.
    private static final boolean WHOLE_BYTES = Precision.hostAddsProductsOfBytes();

    /// Each error is computed once: on an emulated processor that takes seconds.
    private static final Map<Case, Errors> KNOWN = new HashMap<>();

    @TempDir static Path folder;

    private record Case(String model, Precision precision) {}

    private record Errors(double text, double velocity) {}

    /// The errors of the text encoder and of the transformer as measured, the latter first with
    /// whole bytes, then in pairs.
    @ParameterizedTest
    @CsvSource({
        "a, INT8, 0.0125, 0.0227, 0.0251",
        "a, Q8,   0.0115, 0.0231, 0.0231",
        "a, Q4,   0.1254, 0.1909, 0.1909",
        "b, INT8, 0.0179, 0.0155, 0.0185",
        "b, Q8,   0.0170, 0.0145, 0.0145",
        "b, Q4,   0.1784, 0.1361, 0.1361"
    })
    void the_error_of_a_quantised_mode_is_as_measured(
            String name, Precision precision, double text, double velocity, double velocityInPairs)
            throws IOException {
        Errors errors = errors(name, precision);

        System.out.printf(
                "| %s | %s | %s | text %.4f | velocity %.4f |%n",
                name,
                precision.id(),
                WHOLE_BYTES ? "whole bytes" : "pairs",
                errors.text(),
                errors.velocity());
        assertThat(errors.text()).as("text states").isCloseTo(text, withinPercentage(PERCENT));
        assertThat(errors.velocity())
                .as("velocity")
                .isCloseTo(WHOLE_BYTES ? velocity : velocityInPairs, withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void bytes_cost_little_more_than_blocks_on_every_processor(String name) throws IOException {
        Errors bytes = errors(name, Precision.INT8);
        Errors blocks = errors(name, Precision.Q8);
        assertThat(bytes.text()).isLessThan(MOST_OF_Q8 * blocks.text());
        assertThat(bytes.velocity()).isLessThan(MOST_OF_Q8 * blocks.velocity());
    }

    @Test
    void bytes_are_the_default_on_x86_64_with_sums_of_byte_products_and_without() {
        boolean x86 = System.getProperty("os.arch").equals("amd64");
        assertThat(Precision.forThisHost())
                .isEqualTo(x86 || WHOLE_BYTES ? Precision.INT8 : Precision.Q8);
    }

    private static Errors errors(String name, Precision precision) throws IOException {
        Case asked = new Case(name, precision);
        Errors known = KNOWN.get(asked);
        if (known == null) {
            GoldenNetworks networks = GoldenNetworks.of(name, folder.resolve(name));
            known = new Errors(textError(networks, precision), velocityError(networks, precision));
            KNOWN.put(asked, known);
        }
        return known;
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
