package dev.zimage.engine.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFormatTest {

    private static final int OUTPUTS = 67;
    private static final int INPUTS = 45;

    private final float[] values = new float[OUTPUTS * INPUTS];
    private final Tensor matrix = matrix();

    @Test
    void a_transposed_matrix_has_every_value_at_its_place() {
        MemorySegment kept = kept(FloatFormat.TRANSPOSED, 4L * values.length);

        for (int n = 0; n < OUTPUTS; n++) {
            for (int k = 0; k < INPUTS; k++) {
                assertThat(kept.getAtIndex(ValueLayout.JAVA_FLOAT, k * OUTPUTS + n))
                        .isEqualTo(values[n * INPUTS + k]);
            }
        }
    }

    @Test
    void bytes_with_the_scale_of_their_output_are_within_half_a_step() {
        MemorySegment bytes = kept(new ChannelFormat(ByteLevels.WHOLE, false), values.length);
        MemorySegment scales = kept(new ChannelFormat(ByteLevels.WHOLE, true), 4L * OUTPUTS);

        for (int n = 0; n < OUTPUTS; n++) {
            float scale = scales.getAtIndex(ValueLayout.JAVA_FLOAT, n);
            for (int k = 0; k < INPUTS; k++) {
                float value = bytes.get(ValueLayout.JAVA_BYTE, k * OUTPUTS + n) * scale;
                assertThat(value).isCloseTo(values[n * INPUTS + k], within(scale * 0.501f));
            }
        }
    }

    @Test
    void unsigned_bytes_are_the_same_around_128() {
        MemorySegment signed = kept(new ChannelFormat(ByteLevels.WHOLE, false), values.length);
        MemorySegment unsigned = kept(new ChannelFormat(ByteLevels.UNSIGNED, false), values.length);

        for (int i = 0; i < values.length; i++) {
            assertThat(Byte.toUnsignedInt(unsigned.get(ValueLayout.JAVA_BYTE, i)) - 128)
                    .isEqualTo(signed.get(ValueLayout.JAVA_BYTE, i));
        }
    }

    /// Two neighbours are multiplied with activations of at most 223 and added in 16 bits.
    @Test
    void pairs_of_bytes_cannot_overflow_and_are_within_a_step() {
        MemorySegment bytes = kept(new ChannelFormat(ByteLevels.PAIRS, false), values.length);
        MemorySegment scales = kept(new ChannelFormat(ByteLevels.PAIRS, true), 4L * OUTPUTS);
        int most = 2 * ByteLevels.PAIRS.middle() - 1;
        int rounded = 0;

        for (int n = 0; n < OUTPUTS; n++) {
            float scale = scales.getAtIndex(ValueLayout.JAVA_FLOAT, n);
            for (int k = 0; k < INPUTS; k++) {
                int value = bytes.get(ValueLayout.JAVA_BYTE, k * OUTPUTS + n);
                int next =
                        k + 1 < INPUTS
                                ? bytes.get(ValueLayout.JAVA_BYTE, (k + 1) * OUTPUTS + n)
                                : 0;
                if (k % 2 == 0) {
                    assertThat(most * (Math.abs(value) + Math.abs(next)))
                            .isLessThanOrEqualTo(Short.MAX_VALUE);
                }
                float exact = values[n * INPUTS + k];
                assertThat(value * scale).isCloseTo(exact, within(scale * 1.501f));
                rounded += Math.abs(value * scale - exact) <= scale * 0.501f ? 1 : 0;
            }
        }
        assertThat(rounded).isGreaterThan(values.length * 98 / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void blocks_with_their_scales_are_within_a_step(int bits) {
        BlockFormat format = new BlockFormat(bits, 16, false);
        int blocks = format.blocks(INPUTS);
        MemorySegment kept = kept(format, (long) OUTPUTS * blocks * format.bytes());
        MemorySegment scales = kept(new BlockFormat(bits, 16, true), 4L * OUTPUTS * blocks);

        for (int n = 0; n < OUTPUTS; n++) {
            for (int k = 0; k < INPUTS; k++) {
                int block = n * blocks + k / 16;
                float scale = scales.getAtIndex(ValueLayout.JAVA_FLOAT, block);
                int level = level(kept, bits, block * 16 + k % 16);
                float value = (level - (1 << (bits - 1))) * scale;
                assertThat(value)
                        .isCloseTo(values[n * INPUTS + k], within(Math.abs(scale) * 1.001f));
            }
        }
    }

    private static int level(MemorySegment kept, int bits, int index) {
        if (bits == 8) {
            return Byte.toUnsignedInt(kept.get(ValueLayout.JAVA_BYTE, index));
        }
        int both = Byte.toUnsignedInt(kept.get(ValueLayout.JAVA_BYTE, index / 2));
        return index % 2 == 0 ? both & 0xF : both >>> 4;
    }

    private MemorySegment kept(WeightFormat format, long bytes) {
        MemorySegment kept = Arena.ofAuto().allocate(bytes, 8);
        format.write(matrix, kept);
        return kept;
    }

    private Tensor matrix() {
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = i / INPUTS == 3 ? 0 : (float) random.nextGaussian();
        }
        MemorySegment data = Arena.ofAuto().allocate(4L * values.length, 8);
        MemorySegment.copy(values, 0, data, ValueLayout.JAVA_FLOAT, 0, values.length);
        return new Tensor(
                "m",
                TensorType.F32,
                List.of((long) OUTPUTS, (long) INPUTS),
                data,
                Path.of("none"),
                0);
    }
}
