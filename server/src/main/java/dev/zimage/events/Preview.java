package dev.zimage.events;

/// A rough, small version of a picture that is being drawn. Compared by identity: every preview is
/// distinct.
public final class Preview {

    private final int width;
    private final int height;
    private final byte[] jpeg;

    Preview(int width, int height, byte[] jpeg) {
        this.width = width;
        this.height = height;
        this.jpeg = jpeg;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The encoded image; do not modify it.
    public byte[] jpeg() {
        return jpeg;
    }
}
