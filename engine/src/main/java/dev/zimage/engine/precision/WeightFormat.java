package dev.zimage.engine.precision;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;

/// The format in which a published weight is stored in a [WeightFile].
interface WeightFormat {

    /// Writes the kept bytes.
    ///
    /// @param target has exactly the bytes that were planned
    void write(Tensor source, MemorySegment target);

    /// Names the format and its parameters: another format means another file.
    String id();
}
