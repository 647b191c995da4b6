package dev.zimage.ocr;

/// For each pixel, how likely it is the core of a line of text: 0 to 1, row after row.
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
record ProbabilityMap(float[] values, int width, int height) {

    float at(int x, int y) {
        return values[y * width + x];
    }
}
