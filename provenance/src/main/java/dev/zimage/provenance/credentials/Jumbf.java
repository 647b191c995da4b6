package dev.zimage.provenance.credentials;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Boxes of JUMBF (ISO/IEC 19566-5), written. Read by [JumbfBox].
final class Jumbf {

    static final int CBOR = fourCharacters("cbor");
    static final int JSON = fourCharacters("json");
    static final int STORE = fourCharacters("c2pa");
    static final int MANIFEST = fourCharacters("c2ma");
    static final int ASSERTIONS = fourCharacters("c2as");
    static final int CLAIM = fourCharacters("c2cl");
    static final int SIGNATURE = fourCharacters("c2cs");

    static final int SUPERBOX = fourCharacters("jumb");
    static final int DESCRIPTION = fourCharacters("jumd");

    static final int HEADER = 8;

    /// The types of superboxes are UUIDs that differ in their first four bytes only.
    static final byte[] TYPE_TAIL = {
        0x00, 0x11, 0x00, 0x10, (byte) 0x80, 0x00, 0x00, (byte) 0xAA, 0x00, 0x38, (byte) 0x9B, 0x71
    };

    /// A label follows, by which the box can be requested.
    private static final byte LABELLED = 3;

    private Jumbf() {}

    private static int fourCharacters(String type) {
        return ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    static byte[] box(int type, byte[] content) {
        return ByteBuffer.allocate(HEADER + content.length)
                .putInt(HEADER + content.length)
                .putInt(type)
                .put(content)
                .array();
    }

    /// @param type the first four bytes of the superbox's type
    static byte[] superbox(int type, String label, byte[]... boxes) {
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        byte[] description =
                ByteBuffer.allocate(4 + TYPE_TAIL.length + 1 + name.length + 1)
                        .putInt(type)
                        .put(TYPE_TAIL)
                        .put(LABELLED)
                        .put(name)
                        .put((byte) 0)
                        .array();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(box(DESCRIPTION, description));
        for (byte[] box : boxes) {
            content.writeBytes(box);
        }
        return box(SUPERBOX, content.toByteArray());
    }

    /// A superbox with one content box of CBOR.
    static byte[] cbor(int type, String label, byte[] content) {
        return superbox(type, label, box(CBOR, content));
    }
}
