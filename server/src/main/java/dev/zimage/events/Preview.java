package dev.zimage.events;

/// What a picture is going to be, small and rough. Compared by identity: each is another one.
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

    /// The file; not to be changed.
    public byte[] jpeg() {
        return jpeg;
    }
}
