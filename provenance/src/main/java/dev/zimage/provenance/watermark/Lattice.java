package dev.zimage.provenance.watermark;

import java.util.ArrayList;
import java.util.List;

/// The waves that a mark is made of. Each has a whole number of periods in a tile, to the right and
/// down, so that the mark repeats from tile to tile; in the spectrum of a picture they form a grid,
/// whose spacing tells how the picture was scaled. Immutable.
///
/// The first waves carry the synchronisation: their phases are the same in every mark. Each of the
/// others carries two bits of the code in its phase, relative to a phase of the key.
final class Lattice {

    /// The sides of a tile, in pixels of the unscaled picture. Not a multiple of 8: else JPEG would
    /// round all tiles alike.
    static final int TILE = 130;

    /// How many waves carry two bits of the code.
    static final int DATA_WAVES = PayloadCode.CODE_BITS / 2;

    /// Periods a tile. Longer waves would drown in the picture, shorter ones in its compression.
    private static final int LOWEST = 4;

    static final int HIGHEST = 15;

    private static final long KEY = 0x7a696d6167652031L;

    static final Lattice OURS = new Lattice(KEY);

    private final int[] right;
    private final int[] down;
    private final double[] phase;

    private Lattice(long key) {
        KeyedSequence random = new KeyedSequence(key);
        List<int[]> waves = shuffled(band(), random);
        this.right = waves.stream().mapToInt(wave -> wave[0]).toArray();
        this.down = waves.stream().mapToInt(wave -> wave[1]).toArray();
        this.phase = waves.stream().mapToDouble(wave -> random.phase()).toArray();
    }

    /// Half of the ring of frequencies; a real picture has the other half mirrored.
    private static List<int[]> band() {
        List<int[]> waves = new ArrayList<>();
        for (int x = 0; x <= HIGHEST; x++) {
            for (int y = x == 0 ? 1 : -HIGHEST; y <= HIGHEST; y++) {
                int square = x * x + y * y;
                if (square >= LOWEST * LOWEST && square <= HIGHEST * HIGHEST) {
                    waves.add(new int[] {x, y});
                }
            }
        }
        return waves;
    }

    private static List<int[]> shuffled(List<int[]> waves, KeyedSequence random) {
        for (int i = waves.size() - 1; i > 0; i--) {
            int other = random.below(i + 1);
            int[] wave = waves.get(i);
            waves.set(i, waves.get(other));
            waves.set(other, wave);
        }
        return waves;
    }

    /// The number of waves.
    int size() {
        return phase.length;
    }

    /// The number of waves that carry the synchronisation.
    int syncWaves() {
        return size() - DATA_WAVES;
    }

    /// Periods a tile to the right, 0 to 15.
    int right(int wave) {
        return right[wave];
    }

    /// Periods a tile downwards, -15 to 15.
    int down(int wave) {
        return down[wave];
    }

    /// The phase of each wave in a mark with this code.
    double[] phases(boolean[] code) {
        double[] phases = phase.clone();
        for (int i = 0; i < DATA_WAVES; i++) {
            double x = code[2 * i] ? -1 : 1;
            double y = code[2 * i + 1] ? -1 : 1;
            phases[syncWaves() + i] += Math.atan2(y, x);
        }
        return phases;
    }
}
