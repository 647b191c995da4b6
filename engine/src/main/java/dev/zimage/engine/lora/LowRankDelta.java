package dev.zimage.engine.lora;

import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.TensorDelta;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/// `scale · B·A`: the change to a matrix of outputs by inputs.
final class LowRankDelta implements TensorDelta {

    private final Tensor down;
    private final Tensor up;
    private final int firstRow;
    private final float scale;
    private final int rank;
    private final int inputs;

    /// All of `down`, which every row needs, and which is small and can be read again.
    private volatile SoftReference<float @Nullable []> values = new SoftReference<>(null);

    /// @param down A: rank by inputs
    /// @param up B: outputs by rank
    /// @param firstRow of `up` that belongs to this matrix, where several share one
    LowRankDelta(Tensor down, Tensor up, int firstRow, double scale) {
        this.down = down;
        this.up = up;
        this.firstRow = firstRow;
        this.scale = (float) scale;
        this.rank = Math.toIntExact(down.shape().getFirst());
        this.inputs = Math.toIntExact(down.values() / rank);
    }

    @Override
    public void addTo(long from, float[] into, int at, int count) {
        float[] a = down();
        float[] b = new float[rank];
        int done = 0;
        while (done < count) {
            long row = (from + done) / inputs;
            int column = (int) ((from + done) % inputs);
            int width = Math.min(inputs - column, count - done);
            up.read((firstRow + row) * rank, b, 0, rank);
            for (int r = 0; r < rank; r++) {
                add(scale * b[r], a, r * inputs + column, into, at + done, width);
            }
            done += width;
        }
    }

    private static void add(float by, float[] from, int begin, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] += by * from[begin + i];
        }
    }

    private float[] down() {
        float[] known = values.get();
        if (known != null) {
            return known;
        }
        float[] read = down.floats();
        values = new SoftReference<>(read);
        return read;
    }
}
