package dev.zimage.provenance.watermark;

import java.util.Arrays;

/// The discrete Fourier transform of one length, a power of two, in place. Immutable; safe for use
/// by several threads.
final class Fft {

    private final int length;
    private final float[] cosines;
    private final float[] sines;
    private final int[] reversed;

    Fft(int length) {
        if (Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("not a power of two: " + length);
        }
        this.length = length;
        this.cosines = new float[length / 2];
        this.sines = new float[length / 2];
        for (int i = 0; i < length / 2; i++) {
            cosines[i] = (float) Math.cos(2 * Math.PI * i / length);
            sines[i] = (float) -Math.sin(2 * Math.PI * i / length);
        }
        this.reversed = new int[length];
        int bits = Integer.numberOfTrailingZeros(length);
        for (int i = 0; i < length; i++) {
            reversed[i] = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
        }
    }

    /// Transforms `length` values from `start` on, with the negative exponent and no factor.
    void transform(float[] re, float[] im, int start) {
        reorder(re, start);
        reorder(im, start);
        transformBlocks(re, im, start, 1);
    }

    /// Transforms `length` values, of which all but the first quarter are 0. The first two rounds
    /// then only copy: of each four values in the order of the butterflies one is not 0.
    void transformQuarter(float[] re, float[] im, int start) {
        reorder(re, start);
        reorder(im, start);
        for (int i = start; i < start + length; i += 4) {
            Arrays.fill(re, i + 1, i + 4, re[i]);
            Arrays.fill(im, i + 1, i + 4, im[i]);
        }
        transformBlocks(re, im, start, 4);
    }

    private void transformBlocks(float[] re, float[] im, int start, int firstHalf) {
        for (int half = firstHalf; half < length; half *= 2) {
            int stride = length / (2 * half);
            for (int block = start; block < start + length; block += 2 * half) {
                butterflies(re, im, block, half, stride);
            }
        }
    }

    private void butterflies(float[] re, float[] im, int block, int half, int stride) {
        for (int j = 0; j < half; j++) {
            float c = cosines[j * stride];
            float s = sines[j * stride];
            int a = block + j;
            int b = a + half;
            float x = re[b] * c - im[b] * s;
            float y = re[b] * s + im[b] * c;
            re[b] = re[a] - x;
            im[b] = im[a] - y;
            re[a] += x;
            im[a] += y;
        }
    }

    private void reorder(float[] values, int start) {
        for (int i = 0; i < length; i++) {
            int j = reversed[i];
            if (i < j) {
                float value = values[start + i];
                values[start + i] = values[start + j];
                values[start + j] = value;
            }
        }
    }
}
