package dev.zimage.ocr;

import dev.zimage.engine.onnx.Input;

/// A picture as a network takes it: blue, green and red, one after the other.
final class Planes {

    private final float[] values;
    private final int width;
    private final int height;

    Planes(int width, int height) {
        this.values = new float[3 * width * height];
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void set(int x, int y, float red, float green, float blue) {
        int plane = width * height;
        int at = y * width + x;
        values[at] = blue;
        values[plane + at] = green;
        values[2 * plane + at] = red;
    }

    /// Copies another picture of the same height into this one.
    void paste(Planes other, int left) {
        for (int row = 0; row < 3 * height; row++) {
            System.arraycopy(
                    other.values, row * other.width, values, row * width + left, other.width);
        }
    }

    Input input() {
        return Input.of(values, 1, 3, height, width);
    }
}
