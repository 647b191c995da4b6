package dev.zimage.engine.importing;

import dev.zimage.engine.weights.TensorType;
import java.util.List;

/// A tensor that is to be written.
///
/// @param name the published one
/// @param values of the tensor that it comes from
/// @param from index of its first value in those
/// @param count of its values
record PlannedTensor(String name, List<Long> shape, SourceValues values, long from, long count) {

    PlannedTensor {
        shape = List.copyOf(shape);
    }

    TensorType type() {
        return values.written();
    }

    long bytes() {
        return count * type().bytes();
    }
}
