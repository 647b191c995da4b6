package dev.zimage.provenance.watermark;

/// The pseudo-random numbers of a key: SplitMix64, the same on every platform. Not safe for use by
/// several threads.
final class KeyedSequence {

    private long state;

    KeyedSequence(long key) {
        this.state = key;
    }

    long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// From 0 to `bound - 1`.
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }

    /// From 0 to 2π.
    double phase() {
        return (next() >>> 11) * 0x1p-53 * 2 * Math.PI;
    }
}
