package dev.zimage.provenance.container;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A segment of a JPEG file or a chunk of a PNG file, within the bytes of the file.
///
/// @param kind the chunk's type, for example `caBX`, or the marker in hexadecimal digits, for
///   example `eb`
/// @param start of the whole part
/// @param length of the whole part
/// @param dataStart of what is in it
/// @param dataLength of what is in it
public record FilePart(String kind, int start, int length, int dataStart, int dataLength) {

    /// What is in the part.
    public byte[] data(byte[] file) {
        return Arrays.copyOfRange(file, dataStart, dataStart + dataLength);
    }

    /// Where the part ends in the file.
    public int end() {
        return start + length;
    }

    /// Whether the data begins with these bytes.
    public boolean beginsWith(byte[] file, byte[] prefix) {
        return dataLength >= prefix.length
                && Arrays.equals(
                        file, dataStart, dataStart + prefix.length, prefix, 0, prefix.length);
    }

    /// The ASCII text that follows a prefix, in the first part of a kind that begins with it.
    static Optional<String> textAfter(
            byte[] prefix, String kind, List<FilePart> parts, byte[] file) {
        return parts.stream()
                .filter(part -> part.kind.equals(kind))
                .filter(part -> part.beginsWith(file, prefix))
                .map(part -> part.data(file))
                .map(data -> Arrays.copyOfRange(data, prefix.length, data.length))
                .map(data -> new String(data, StandardCharsets.US_ASCII))
                .findFirst();
    }
}
