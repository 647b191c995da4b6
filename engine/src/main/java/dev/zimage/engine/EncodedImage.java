package dev.zimage.engine;

/// An encoded picture.
///
/// The bytes are not copied, so neither the maker nor the caller may change them.
public final class EncodedImage {

    private final byte[] bytes;
    private final ImageFormat format;
    private final ImageSize size;

    public EncodedImage(byte[] bytes, ImageFormat format, ImageSize size) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a picture has at least one byte");
        }
        this.bytes = bytes;
        this.format = format;
        this.size = size;
    }

    /// The encoded file. Must not be changed.
    public byte[] bytes() {
        return bytes;
    }

    public ImageFormat format() {
        return format;
    }

    public ImageSize size() {
        return size;
    }

    @Override
    public String toString() {
        return "EncodedImage[" + size + ", " + format + ", " + bytes.length + " bytes]";
    }
}
