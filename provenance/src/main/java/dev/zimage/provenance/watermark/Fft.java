package dev.zimage.provenance.watermark;

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

    /// Transforms `length` values, of which all but the first quarter are 0, into other arrays. The
    /// first two rounds then only copy: of each four values that they combine, one is not 0.
    ///
    /// @param stride between the values of the quarter, which begin at `start`
    void transformQuarter(
            float[] fromRe, float[] fromIm, int start, int stride, float[] re, float[] im) {
        for (int i = 0; i < length / 4; i++) {
            int to = reversed[i];
            float x = fromRe[start + i * stride];
            float y = fromIm[start + i * stride];
            for (int j = to; j < to + 4; j++) {
                re[j] = x;
                im[j] = y;
            }
        }
        transformBlocks(re, im, 0, 4);
    }

    private void transformBlocks(float[] re, float[] im, int start, int firstHalf) {
        int half = firstHalf;
        for (; 2 * half < length; half *= 4) {
            for (int block = start; block < start + length; block += 4 * half) {
                twoRounds(re, im, block, half);
            }
        }
        if (half < length) {
            lastRound(re, im, start);
        }
    }

    /// Two rounds of butterflies, of `half` and of twice as many, with each value loaded and stored
    /// once.
    private void twoRounds(float[] re, float[] im, int block, int half) {
        int stride = length / (4 * half);
        for (int j = 0; j < half; j++) {
            int a = block + j;
            int b = a + half;
            int c = b + half;
            int d = c + half;

            float cos = cosines[2 * j * stride];
            float sin = sines[2 * j * stride];
            float x = re[b] * cos - im[b] * sin;
            float y = re[b] * sin + im[b] * cos;
            float aRe = re[a] + x;
            float aIm = im[a] + y;
            float bRe = re[a] - x;
            float bIm = im[a] - y;
            x = re[d] * cos - im[d] * sin;
            y = re[d] * sin + im[d] * cos;
            float cRe = re[c] + x;
            float cIm = im[c] + y;
            float dRe = re[c] - x;
            float dIm = im[c] - y;

            cos = cosines[j * stride];
            sin = sines[j * stride];
            x = cRe * cos - cIm * sin;
            y = cRe * sin + cIm * cos;
            re[a] = aRe + x;
            im[a] = aIm + y;
            re[c] = aRe - x;
            im[c] = aIm - y;
            cos = cosines[(j + half) * stride];
            sin = sines[(j + half) * stride];
            x = dRe * cos - dIm * sin;
            y = dRe * sin + dIm * cos;
            re[b] = bRe + x;
            im[b] = bIm + y;
            re[d] = bRe - x;
            im[d] = bIm - y;
        }
    }

    private void lastRound(float[] re, float[] im, int start) {
        for (int j = 0; j < length / 2; j++) {
            float c = cosines[j];
            float s = sines[j];
            int a = start + j;
            int b = a + length / 2;
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
