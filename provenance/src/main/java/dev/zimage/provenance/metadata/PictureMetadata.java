package dev.zimage.provenance.metadata;

import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.ReceiptFields;
import dev.zimage.provenance.SourceType;
import dev.zimage.provenance.container.MalformedFileException;
import dev.zimage.provenance.container.PictureContainer;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// What a file says of itself in the open: XMP, and the receipt as a text. Stateless.
public final class PictureMetadata {

    /// The keyword of the receipt among the texts of a file.
    private static final String KEYWORD = "zimage:receipt";

    private PictureMetadata() {}

    /// The parts of a file that say how its picture was made.
    public static byte[] parts(
            ImageFormat format, SourceType source, Receipt receipt, Optional<AigcLabel> label) {
        PictureContainer container = PictureContainer.of(format);
        XmpPacket packet =
                new XmpPacket(
                        source,
                        receipt.program(),
                        receipt.createdAt().toString(),
                        label.orElse(null));
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes(container.xmp(packet.bytes()));
        parts.writeBytes(container.text(KEYWORD, ReceiptFields.json(receipt)));
        return parts.toByteArray();
    }

    /// The part of a small version's file that says that a machine drew it.
    public static byte[] sourcePart(ImageFormat format, SourceType source, String program) {
        return PictureContainer.of(format).xmp(new XmpPacket(source, program, null, null).bytes());
    }

    /// The receipt that a file shows; anybody can have written it.
    ///
    /// @throws MalformedFileException when the file does not follow its format
    public static Optional<Receipt> receipt(byte[] file, ImageFormat format)
            throws MalformedFileException {
        return PictureContainer.of(format).findText(file, KEYWORD).flatMap(ReceiptFields::read);
    }
}
