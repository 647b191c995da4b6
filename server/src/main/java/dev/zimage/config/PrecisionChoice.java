package dev.zimage.config;

/// How the model's linear layers are computed.
public enum PrecisionChoice {
    /// What suits the processor.
    AUTO,
    /// 32-bit floats.
    FP32,
    /// Bytes, with a scale for each token and each output channel.
    INT8,
    /// Weights of 8 bits in blocks.
    Q8,
    /// Weights of 4 bits in blocks.
    Q4
}
