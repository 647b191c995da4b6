package dev.zimage.client;

/// The format of a picture's file.
public enum OutputFormat {
    JPEG("jpeg"),
    PNG("png");

    private final String label;

    OutputFormat(String label) {
        this.label = label;
    }

    /// The name on the wire.
    public String label() {
        return label;
    }
}
