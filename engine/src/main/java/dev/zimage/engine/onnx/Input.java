package dev.zimage.engine.onnx;

/// What a run is given for an input of its graph: real numbers, row after row.
public final class Input {

    private final float[] values;
    private final long[] shape;

    private Input(float[] values, long[] shape) {
        this.values = values;
        this.shape = shape;
    }

    /// @param values are not copied and must stay as they are until the run
    public static Input of(float[] values, long... shape) {
        return new Input(values, shape);
    }

    float[] values() {
        return values;
    }

    long[] shape() {
        return shape;
    }
}
