package dev.zimage.engine.weights;

/// What is added to the values of a tensor while they are read. Safe for use by several threads.
@FunctionalInterface
public interface TensorDelta {

    /// Adds to values that were read.
    ///
    /// @param from index of the first value in the tensor
    /// @param into the values
    /// @param at index in `into` of the first
    /// @param count how many
    void addTo(long from, float[] into, int at, int count);
}
