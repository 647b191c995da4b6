package dev.zimage.engine;

import java.util.Arrays;
import java.util.Optional;

/// How a picture is encoded.
public enum ImageFormat {
    JPEG("jpeg", "image/jpeg", "jpg"),
    PNG("png", "image/png", "png");

    private final String label;
    private final String mediaType;
    private final String extension;

    ImageFormat(String label, String mediaType, String extension) {
        this.label = label;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /// The name in requests and configuration: `jpeg` or `png`.
    public String label() {
        return label;
    }

    /// The format with this label.
    public static Optional<ImageFormat> of(String label) {
        return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
    }

    /// The value of `Content-Type`.
    public String mediaType() {
        return mediaType;
    }

    /// The extension of a file, without the dot.
    public String extension() {
        return extension;
    }
}
