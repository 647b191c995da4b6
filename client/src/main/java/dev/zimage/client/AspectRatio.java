package dev.zimage.client;

/// The shape of a picture.
public enum AspectRatio {
    SQUARE("1:1"),
    LANDSCAPE("4:3"),
    PORTRAIT("3:4"),
    WIDE("16:9"),
    TALL("9:16");

    private final String label;

    AspectRatio(String label) {
        this.label = label;
    }

    /// Width to height, as on the wire: `16:9`.
    public String label() {
        return label;
    }
}
