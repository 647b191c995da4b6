package dev.zimage.engine.precision;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;

/// How a published weight is kept in a [WeightFile].
interface Form {

    /// Writes the kept bytes.
    ///
    /// @param target has exactly the bytes that were planned
    void write(Tensor source, MemorySegment target);

    /// Names the form and its parameters: files with other forms are other files.
    String id();
}
