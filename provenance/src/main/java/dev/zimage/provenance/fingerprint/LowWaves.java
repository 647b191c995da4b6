package dev.zimage.provenance.fingerprint;

/// The 16 by 16 lowest frequencies of the cosine transform of the cells, without the constant ones.
final class LowWaves {

    private static final int WAVES = 16;

    private static final int SIDE = Cells.SIDE;

    private static final float[] COSINES = cosines();

    private LowWaves() {}

    private static float[] cosines() {
        float[] cosines = new float[WAVES * SIDE];
        for (int k = 0; k < WAVES; k++) {
            for (int i = 0; i < SIDE; i++) {
                cosines[k * SIDE + i] =
                        (float) Math.cos(Math.PI * (k + 1) * (2 * i + 1) / 2 / SIDE);
            }
        }
        return cosines;
    }

    static float[] of(float[] cells) {
        float[] rows = new float[SIDE * WAVES];
        for (int y = 0; y < SIDE; y++) {
            for (int k = 0; k < WAVES; k++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += cells[y * SIDE + x] * COSINES[k * SIDE + x];
                }
                rows[y * WAVES + k] = sum;
            }
        }
        float[] waves = new float[WAVES * WAVES];
        for (int down = 0; down < WAVES; down++) {
            for (int y = 0; y < SIDE; y++) {
                float cosine = COSINES[down * SIDE + y];
                for (int k = 0; k < WAVES; k++) {
                    waves[down * WAVES + k] += cosine * rows[y * WAVES + k];
                }
            }
        }
        return waves;
    }
}
