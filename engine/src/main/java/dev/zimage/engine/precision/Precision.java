package dev.zimage.engine.precision;

import java.util.Locale;

/// How the linear layers of the text encoder and of the transformer are computed. Everything else,
/// the autoencoder with it, is always computed in 32-bit floats.
public enum Precision {
    /// 32-bit floats: what the others are measured against.
    FP32,
    /// Bytes on both sides: a scale a token for the activations, a scale an output channel for the
    /// weights. The fastest on x86-64, and where the processor multiplies bytes into 32-bit sums.
    INT8,
    /// Weights of 8 bits with a scale for each block of inputs.
    Q8,
    /// Weights of 4 bits with a scale for each block of inputs.
    Q4;

    /// The precision that most machines of this kind are fastest with: on x86-64 without sums of
    /// byte products, `int8` takes half the time of `q8` (ADR 7). [AutoPrecision] measures.
    public static Precision forThisHost() {
        return ByteProducts.onX86() || ByteProducts.available() ? INT8 : Q8;
    }

    /// Whether this machine's processor has instructions that add products of bytes into 32-bit
    /// sums. Without them `int8` is kept in another form.
    public static boolean hostAddsProductsOfBytes() {
        return ByteProducts.available();
    }

    /// As in the configuration, on the command line and in names of files.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
