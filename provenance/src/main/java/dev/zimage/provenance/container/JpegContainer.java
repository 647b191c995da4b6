package dev.zimage.provenance.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// JPEG: segments of at most 64 KB before the pixels (ITU-T T.81). Boxes are spread over segments
/// APP11 as ISO/IEC 19566-5 says.
record JpegContainer() implements PictureContainer {

    static final byte[] SIGNATURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP11 = 0xEB;
    private static final int COMMENT = 0xFE;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    /// Any number of these may stand before a marker.
    private static final int FILL = 0xFF;

    /// Two bytes of length are counted in it.
    private static final int MOST_DATA = 0xFFFF - 2;

    private static final byte[] XMP =
            "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOX = {'J', 'P'};

    /// Identifier, number of the box, number of the segment; then length and type of the box again.
    private static final int BOX_PREFIX = 8;

    private static final int BOX_HEADER = 8;

    /// Which of several boxes a segment belongs to.
    private static final short BOX_NUMBER = 1;

    @Override
    public void list(byte[] file, List<FilePart> parts) throws MalformedFileException {
        int at = 2;
        while (true) {
            while (at + 1 < file.length && (file[at + 1] & 0xFF) == FILL) {
                at++;
            }
            int marker = marker(file, at);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return;
            }
            int length = at + 3 < file.length ? unsigned16(file, at + 2) : 0;
            if (length < 2 || at + 2 + length > file.length || parts.size() == MOST_PARTS) {
                throw new MalformedFileException("the JPEG segment at %d is cut".formatted(at));
            }
            parts.add(
                    new FilePart(Integer.toHexString(marker), at, length + 2, at + 4, length - 2));
            at += length + 2;
        }
    }

    private static int marker(byte[] file, int at) throws MalformedFileException {
        if (at + 1 >= file.length || (file[at] & 0xFF) != 0xFF) {
            throw new MalformedFileException("no JPEG segment begins at " + at);
        }
        return file[at + 1] & 0xFF;
    }

    private static int unsigned16(byte[] file, int at) {
        return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
    }

    @Override
    public int place(byte[] file) throws MalformedFileException {
        List<FilePart> parts = parts(file);
        return !parts.isEmpty() && parts.getFirst().kind().equals(Integer.toHexString(APP0))
                ? parts.getFirst().end()
                : 2;
    }

    @Override
    public byte[] text(String keyword, String text) {
        return segment(COMMENT, (keyword + " " + text).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public byte[] xmp(byte[] packet) {
        return segment(
                APP1, ByteBuffer.allocate(XMP.length + packet.length).put(XMP).put(packet).array());
    }

    private static byte[] segment(int marker, byte[] data) {
        if (data.length > MOST_DATA) {
            throw new IllegalArgumentException(
                    "a JPEG segment has room for %d bytes, not %d"
                            .formatted(MOST_DATA, data.length));
        }
        return ByteBuffer.allocate(data.length + 4)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .array();
    }

    @Override
    public byte[] jumbf(byte[] box) {
        ByteArrayOutputStream segments = new ByteArrayOutputStream(box.length + 64);
        int room = MOST_DATA - BOX_PREFIX - BOX_HEADER;
        int number = 1;
        for (int at = BOX_HEADER; at < box.length; at += room) {
            int length = Math.min(room, box.length - at);
            byte[] data =
                    ByteBuffer.allocate(BOX_PREFIX + BOX_HEADER + length)
                            .put(BOX)
                            .putShort(BOX_NUMBER)
                            .putInt(number++)
                            .put(box, 0, BOX_HEADER)
                            .put(box, at, length)
                            .array();
            segments.writeBytes(segment(APP11, data));
        }
        return segments.toByteArray();
    }

    @Override
    public Optional<EmbeddedBox> findJumbf(byte[] file) throws MalformedFileException {
        List<FilePart> parts =
                soundParts(file).stream()
                        .filter(part -> part.kind().equals(Integer.toHexString(APP11)))
                        .filter(part -> part.beginsWith(file, BOX))
                        .filter(part -> part.dataLength() > BOX_PREFIX + BOX_HEADER)
                        .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(joined(file, parts));
    }

    /// The box of the first of these segments; segments of other boxes may follow.
    private static EmbeddedBox joined(byte[] file, List<FilePart> parts)
            throws MalformedFileException {
        FilePart first = parts.getFirst();
        int number = unsigned16(file, first.dataStart() + BOX.length);
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        box.write(file, first.dataStart() + BOX_PREFIX, BOX_HEADER);
        int expected = 1;
        int end = first.start();
        for (FilePart part : parts) {
            if (unsigned16(file, part.dataStart() + BOX.length) != number) {
                continue;
            }
            int sequence = ByteBuffer.wrap(file).getInt(part.dataStart() + BOX.length + 2);
            if (sequence != expected || (expected > 1 && part.start() != end)) {
                throw new MalformedFileException("segments of the manifest are not in order");
            }
            int data = part.dataStart() + BOX_PREFIX + BOX_HEADER;
            box.write(file, data, part.end() - data);
            expected++;
            end = part.end();
        }
        return new EmbeddedBox(box.toByteArray(), first.start(), end);
    }

    @Override
    public Optional<String> findText(byte[] file, String keyword) throws MalformedFileException {
        byte[] prefix = (keyword + " ").getBytes(StandardCharsets.US_ASCII);
        return FilePart.textAfter(prefix, Integer.toHexString(COMMENT), parts(file), file);
    }

    @Override
    public PixelSize size(byte[] file) throws MalformedFileException {
        FilePart frame =
                parts(file).stream()
                        .filter(part -> isFrame(Integer.parseInt(part.kind(), 16)))
                        .filter(part -> part.dataLength() >= 5)
                        .findFirst()
                        .orElseThrow(() -> new MalformedFileException("a JPEG without a frame"));
        return new PixelSize(
                unsigned16(file, frame.dataStart() + 3), unsigned16(file, frame.dataStart() + 1));
    }

    /// Starts of frames; C4, C8 and CC are tables and an extension.
    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }
}
