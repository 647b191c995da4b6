package dev.zimage.engine.sampling;

/// Normal noise as `torch.randn` gives it with a generator on the CPU, so that a seed gives the
/// picture that it gives with the reference.
///
/// Equal to the last bits: torch's vectorised logarithm, sine and cosine are approximations of
/// their own. The order of the numbers is that of
/// `aten/src/ATen/native/cpu/DistributionTemplates.h` (`normal_fill`) and
/// `aten/src/ATen/core/DistributionsHelper.h` (`normal_distribution`).
public final class TorchNoise {

    /// Torch fills this many values at once; it generates fewer in another way.
    private static final int BLOCK = 16;

    private static final float TWO_PI = (float) (2 * Math.PI);

    private TorchNoise() {}

    /// Values with mean 0 and deviation 1.
    ///
    /// @param seed of which the lower 32 bits count
    public static float[] normal(long seed, int count) {
        MersenneTwister random = new MersenneTwister(seed);
        return count < BLOCK ? few(random, count) : many(random, count);
    }

    /// All uniform numbers first, then pairs of them by Box and Muller, eight apart in blocks of
    /// sixteen. What does not fill a block is drawn again, with the end of the block before it.
    private static float[] many(MersenneTwister random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = uniform(random);
        }
        for (int i = 0; i + BLOCK <= count; i += BLOCK) {
            transform(values, i);
        }
        if (count % BLOCK != 0) {
            for (int i = count - BLOCK; i < count; i++) {
                values[i] = uniform(random);
            }
            transform(values, count - BLOCK);
        }
        return values;
    }

    private static float uniform(MersenneTwister random) {
        return (random.next() & 0xFFFFFF) * 0x1p-24f;
    }

    private static void transform(float[] values, int from) {
        for (int i = from; i < from + BLOCK / 2; i++) {
            float radius = (float) Math.sqrt(-2 * Math.log(1 - values[i]));
            float angle = TWO_PI * values[i + BLOCK / 2];
            values[i] = (float) (radius * Math.cos(angle));
            values[i + BLOCK / 2] = (float) (radius * Math.sin(angle));
        }
    }

    /// In doubles, a pair at a time.
    private static float[] few(MersenneTwister random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            double angle = 2 * Math.PI * uniformDouble(random);
            double radius = Math.sqrt(-2 * Math.log1p(-uniformDouble(random)));
            values[i] = (float) (radius * Math.cos(angle));
            if (i + 1 < count) {
                values[i + 1] = (float) (radius * Math.sin(angle));
            }
        }
        return values;
    }

    private static double uniformDouble(MersenneTwister random) {
        long high = Integer.toUnsignedLong(random.next());
        long low = Integer.toUnsignedLong(random.next());
        return ((high << 32 | low) & ((1L << 53) - 1)) * 0x1p-53;
    }
}
