package dev.zimage.engine.precision;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.WeightsException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Looks at published values before they are prepared. Quantising would make numbers of values that
/// are none, and a part of a file that a download never wrote is zeros: with either, pictures would
/// be bad and nothing would say so. Safe for use by several threads.
final class SourceValueCheck {

    /// Values that are read at once.
    private static final int BLOCK = 1 << 14;

    /// Trained matrices have no such run of zeros; 32 KB at the least of a file have.
    static final int MOST_ZEROS = 1 << 14;

    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /// Checks a tensor the first time that it is given.
    ///
    /// @throws WeightsException when it has a value that is no number, or is zeros in a long run or
    ///   as a whole; names the file and the tensor
    void check(Tensor tensor) throws WeightsException {
        if (!checked.add(tensor.name())) {
            return;
        }
        float[] block = new float[BLOCK];
        long longest = 0;
        long run = 0;
        for (long from = 0; from < tensor.values(); from += BLOCK) {
            int count = (int) Math.min(BLOCK, tensor.values() - from);
            tensor.read(from, block, 0, count);
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(block[i])) {
                    throw damaged(tensor, "has a value that is no number (" + block[i] + ")");
                }
                run = block[i] == 0 ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        if (isMatrix(tensor) && longest >= Math.min(MOST_ZEROS, tensor.values())) {
            throw damaged(tensor, "has %,d zeros in a row".formatted(longest));
        }
    }

    /// Biases, and the learned padding of a single row, may be zero.
    private static boolean isMatrix(Tensor tensor) {
        return tensor.shape().size() > 1 && tensor.shape().getFirst() > 1;
    }

    private static WeightsException damaged(Tensor tensor, String what) {
        return new WeightsException(
                new Fault(
                        "%s: the file is damaged: tensor %s %s"
                                .formatted(tensor.file(), Names.one(tensor.name()), what),
                        "fetch it again: `zimage pull --recheck` finds and replaces damaged files"),
                false);
    }
}
