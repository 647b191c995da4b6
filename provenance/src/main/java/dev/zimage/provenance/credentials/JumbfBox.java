package dev.zimage.provenance.credentials;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A superbox of JUMBF that was read, with the boxes in it. Bounded in depth, in boxes and by the
/// bytes that are there; nothing is copied before it is asked for.
///
/// @param bytes that the box is in
/// @param start of the box's content, after its header
/// @param end of the box
/// @param type first four bytes of its type
/// @param label empty where it has none
/// @param children the superboxes in it
/// @param contents the other boxes in it
@SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
record JumbfBox(
        byte[] bytes,
        int start,
        int end,
        int type,
        String label,
        List<JumbfBox> children,
        List<Content> contents) {

    private static final int DEEPEST = 8;
    private static final int MOST_BOXES = 10_000;
    private static final int LONGEST_LABEL = 512;
    private static final int HAS_LABEL = 2;

    /// A box that has no boxes in it.
    record Content(int type, int start, int end) {}

    /// @throws UnreadableManifestException when it is not one superbox, whole and well formed
    static JumbfBox read(byte[] bytes) throws UnreadableManifestException {
        Reader reader = new Reader(bytes);
        Content outer = reader.header(0, bytes.length);
        if (outer.type() != Jumbf.SUPERBOX || outer.end() != bytes.length) {
            throw new UnreadableManifestException("it is not one whole box");
        }
        return reader.superbox(outer, 1);
    }

    Optional<JumbfBox> child(String name) {
        return children.stream().filter(box -> box.label.equals(name)).findFirst();
    }

    /// What is hashed of a box: all but its header.
    ByteBuffer hashed() {
        return ByteBuffer.wrap(bytes, start, end - start);
    }

    /// The bytes of the first content box of a type.
    Optional<byte[]> content(int wanted) {
        return contents.stream()
                .filter(box -> box.type() == wanted)
                .findFirst()
                .map(box -> Arrays.copyOfRange(bytes, box.start(), box.end()));
    }

    @Override
    public String toString() {
        return "JumbfBox[" + label + ", " + (end - start) + " bytes]";
    }

    private static final class Reader {

        private final ByteBuffer bytes;
        private int boxes;

        Reader(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        Content header(int at, int end) throws UnreadableManifestException {
            if (end - at < Jumbf.HEADER || ++boxes > MOST_BOXES) {
                throw new UnreadableManifestException("a box is cut, or there are too many");
            }
            long length = bytes.getInt(at) & 0xFFFF_FFFFL;
            if (length < Jumbf.HEADER || length > end - at) {
                throw new UnreadableManifestException("a box is longer than what it is in");
            }
            return new Content(bytes.getInt(at + 4), at + Jumbf.HEADER, at + (int) length);
        }

        JumbfBox superbox(Content box, int depth) throws UnreadableManifestException {
            if (depth > DEEPEST) {
                throw new UnreadableManifestException("boxes are nested too deeply");
            }
            Content description = header(box.start(), box.end());
            if (description.type() != Jumbf.DESCRIPTION
                    || description.end() - description.start() < 17) {
                throw new UnreadableManifestException("a box has no description");
            }
            List<JumbfBox> children = new ArrayList<>();
            List<Content> contents = new ArrayList<>();
            for (int at = description.end(); at < box.end(); ) {
                Content next = header(at, box.end());
                if (next.type() == Jumbf.SUPERBOX) {
                    children.add(superbox(next, depth + 1));
                } else {
                    contents.add(next);
                }
                at = next.end();
            }
            return new JumbfBox(
                    bytes.array(),
                    box.start(),
                    box.end(),
                    bytes.getInt(description.start()),
                    label(description),
                    List.copyOf(children),
                    List.copyOf(contents));
        }

        private String label(Content description) throws UnreadableManifestException {
            int start = description.start() + 17;
            if ((bytes.get(start - 1) & HAS_LABEL) == 0) {
                return "";
            }
            int end = start;
            while (end < description.end() && bytes.get(end) != 0) {
                end++;
            }
            if (end == description.end() || end - start > LONGEST_LABEL) {
                throw new UnreadableManifestException("a label is cut or too long");
            }
            return new String(bytes.array(), start, end - start, StandardCharsets.UTF_8);
        }
    }
}
