package dev.zimage.provenance.watermark;

/// What a mark says, in 64 bits.
///
/// @param version of what the mark says, 0 to 15
/// @param engine a number for the kind of engine, 0 to 255
/// @param installation a random number that an installation chose once, of 52 bits
public record WatermarkPayload(int version, int engine, long installation) {

    private static final int INSTALLATION_BITS = 52;

    /// The greatest number of an installation.
    public static final long MAX_INSTALLATION = (1L << INSTALLATION_BITS) - 1;

    public WatermarkPayload {
        if (version < 0 || version > 15) {
            throw new IllegalArgumentException("a version is 0 to 15: " + version);
        }
        if (engine < 0 || engine > 255) {
            throw new IllegalArgumentException("a kind of engine is 0 to 255: " + engine);
        }
        if (installation < 0 || installation > MAX_INSTALLATION) {
            throw new IllegalArgumentException("an installation has 52 bits: " + installation);
        }
    }

    long bits() {
        return (long) version << 60 | (long) engine << INSTALLATION_BITS | installation;
    }
}
