package dev.zimage.provenance.container;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// PNG: chunks with a type and a checksum. A manifest store is in one chunk `caBX`, as C2PA says.
record PngContainer() implements PictureContainer {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final String HEADER = "IHDR";
    private static final String END = "IEND";
    private static final String MANIFEST = "caBX";
    private static final String TEXT = "tEXt";

    /// Length, type and checksum.
    private static final int AROUND = 12;

    @Override
    public void list(byte[] file, List<FilePart> parts) throws MalformedFileException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = SIGNATURE.length;
        while (true) {
            long length = at + AROUND <= file.length ? bytes.getInt(at) & 0xFFFF_FFFFL : -1;
            if (length < 0 || at + AROUND + length > file.length || parts.size() == MOST_PARTS) {
                throw new MalformedFileException("the PNG chunk at %d is cut".formatted(at));
            }
            String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            parts.add(new FilePart(type, at, (int) length + AROUND, at + 8, (int) length));
            at += (int) length + AROUND;
            if (type.equals(END)) {
                return;
            }
        }
    }

    @Override
    public int place(byte[] file) throws MalformedFileException {
        return header(file).end();
    }

    private FilePart header(byte[] file) throws MalformedFileException {
        FilePart header = parts(file).getFirst();
        if (!header.kind().equals(HEADER) || header.dataLength() < 8) {
            throw new MalformedFileException("a PNG without a header");
        }
        return header;
    }

    @Override
    public byte[] text(String keyword, String text) {
        return chunk(TEXT, (keyword + '\0' + text).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public byte[] xmp(byte[] packet) {
        byte[] keyword = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
        return chunk(
                "iTXt",
                ByteBuffer.allocate(keyword.length + packet.length)
                        .put(keyword)
                        .put(packet)
                        .array());
    }

    @Override
    public byte[] jumbf(byte[] box) {
        return chunk(MANIFEST, box);
    }

    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk =
                ByteBuffer.allocate(data.length + AROUND)
                        .putInt(data.length)
                        .put(type.getBytes(StandardCharsets.US_ASCII))
                        .put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) sum.getValue()).array();
    }

    @Override
    public Optional<EmbeddedBox> findJumbf(byte[] file) throws MalformedFileException {
        List<FilePart> found =
                soundParts(file).stream().filter(part -> part.kind().equals(MANIFEST)).toList();
        if (found.size() > 1) {
            throw new MalformedFileException("there are several manifest stores");
        }
        return found.stream()
                .findFirst()
                .map(part -> new EmbeddedBox(part.data(file), part.start(), part.end()));
    }

    @Override
    public Optional<String> findText(byte[] file, String keyword) throws MalformedFileException {
        byte[] prefix = (keyword + '\0').getBytes(StandardCharsets.US_ASCII);
        return FilePart.textAfter(prefix, TEXT, parts(file), file);
    }

    @Override
    public PixelSize size(byte[] file) throws MalformedFileException {
        ByteBuffer header = ByteBuffer.wrap(file, header(file).dataStart(), 8);
        return new PixelSize(header.getInt(), header.getInt());
    }
}
