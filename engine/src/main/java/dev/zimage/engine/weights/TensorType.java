package dev.zimage.engine.weights;

/// How the values of a weight are stored, little-endian.
public enum TensorType {
    /// IEEE 754, 32 bits.
    F32(4),
    /// IEEE 754, 16 bits.
    F16(2),
    /// The upper half of an [#F32].
    BF16(2);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes a value.
    public int bytes() {
        return bytes;
    }
}
