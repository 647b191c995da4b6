package dev.zimage.provenance.marking;

/// Which marks pictures get.
///
/// @param credentials whether the file has Content Credentials
/// @param metadata whether it has XMP and the receipt as a text
/// @param watermark whether the pixels have a watermark
/// @param fingerprint whether a perceptual hash of the picture is kept
/// @param aigcProducer the producer in the label that China's regulations require; empty for no
///   label
/// @param prompt whether the receipt has the prompt
public record Marks(
        boolean credentials,
        boolean metadata,
        boolean watermark,
        boolean fingerprint,
        String aigcProducer,
        boolean prompt) {

    /// No marks at all.
    public static final Marks NONE = new Marks(false, false, false, false, "", false);

    /// Whether these marks are signed, or identify the installation.
    public boolean needIdentity() {
        return credentials || watermark;
    }
}
