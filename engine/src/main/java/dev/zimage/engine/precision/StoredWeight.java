package dev.zimage.engine.precision;

import dev.zimage.engine.weights.Tensor;

/// A constant of a graph as it lies in a [WeightFile].
///
/// @param source the published weight that it is made from
/// @param format in which its bytes are stored
/// @param offset of its first byte in the file
/// @param length in bytes
record StoredWeight(Tensor source, WeightFormat format, long offset, long length) {

    String id() {
        return source.name()
                + " "
                + source.shape()
                + " "
                + format.id()
                + " "
                + offset
                + " "
                + length;
    }
}
