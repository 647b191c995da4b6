package dev.zimage.provenance.container;

import dev.zimage.engine.ImageFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A picture's file by its parts. Stateless.
public sealed interface PictureContainer permits JpegContainer, PngContainer {

    /// The most parts that a file may have before its pixels.
    int MOST_PARTS = 20_000;

    static PictureContainer of(ImageFormat format) {
        return switch (format) {
            case JPEG -> new JpegContainer();
            case PNG -> new PngContainer();
        };
    }

    /// The format that the first bytes of a file tell; empty for every other.
    static Optional<ImageFormat> formatOf(byte[] file) {
        if (begins(file, JpegContainer.SIGNATURE)) {
            return Optional.of(ImageFormat.JPEG);
        }
        return begins(file, PngContainer.SIGNATURE)
                ? Optional.of(ImageFormat.PNG)
                : Optional.empty();
    }

    private static boolean begins(byte[] file, byte[] signature) {
        return file.length > signature.length
                && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
    }

    /// Adds the parts of a file, of a JPEG those before the pixels, as far as they can be read.
    ///
    /// @throws MalformedFileException when the file does not follow its format; the parts before
    ///   the fault have been added
    void list(byte[] file, List<FilePart> parts) throws MalformedFileException;

    /// The parts of a file: of a JPEG those before the pixels.
    ///
    /// @throws MalformedFileException when the file does not follow its format
    default List<FilePart> parts(byte[] file) throws MalformedFileException {
        List<FilePart> parts = new ArrayList<>();
        list(file, parts);
        return parts;
    }

    /// The parts of a file before the first fault, for a file that may not follow its format.
    /// Programs show many such pictures all the same.
    default List<FilePart> soundParts(byte[] file) {
        List<FilePart> parts = new ArrayList<>();
        try {
            list(file, parts);
        } catch (MalformedFileException e) {
            // nothing behind the fault can be found
        }
        return parts;
    }

    /// Where parts that describe the picture go: after what a reader needs first.
    ///
    /// @throws MalformedFileException when the file does not follow its format
    int place(byte[] file) throws MalformedFileException;

    /// The parts that hold a text.
    ///
    /// @param keyword that tells texts apart
    /// @param text in ASCII
    byte[] text(String keyword, String text);

    /// The parts that hold an XMP packet.
    byte[] xmp(byte[] packet);

    /// The parts that hold a JUMBF superbox.
    byte[] jumbf(byte[] box);

    /// The JUMBF superbox of a manifest store in a file, put together from its parts; empty when
    /// there is none, also in a file that does not follow its format.
    ///
    /// @throws MalformedFileException when there are parts of one that do not fit together
    Optional<EmbeddedBox> findJumbf(byte[] file) throws MalformedFileException;

    /// The first text with a keyword that is in the file.
    ///
    /// @throws MalformedFileException when the file does not follow its format
    Optional<String> findText(byte[] file, String keyword) throws MalformedFileException;

    /// The sides that the file's header tells.
    ///
    /// @throws MalformedFileException when there is no such header
    PixelSize size(byte[] file) throws MalformedFileException;

    /// A superbox in a file.
    ///
    /// @param start of the first part that holds it
    /// @param end of the last one
    @SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
    record EmbeddedBox(byte[] box, int start, int end) {}

    /// The sides of a picture, whatever they are.
    record PixelSize(int width, int height) {}

    /// A file with parts put in.
    static byte[] insert(byte[] file, int place, byte[]... parts) {
        int more = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer grown = ByteBuffer.allocate(file.length + more).put(file, 0, place);
        for (byte[] part : parts) {
            grown.put(part);
        }
        return grown.put(file, place, file.length - place).array();
    }
}
