package dev.zimage.intake;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/// How a picture stands, by the Exif of its file: cameras store the pixels as the sensor has them,
/// and a number from 1 to 8 that says how to turn them.
final class Orientation {

    private static final int UPRIGHT = 1;
    private static final int LAST = 8;

    /// Up to this number, width and height stay.
    private static final int LAST_UNTURNED = 4;

    /// The parts of a file that are looked at, at most.
    private static final int MOST_PARTS = 1000;

    /// The longest Exif that is read; a segment of a JPEG has no more.
    private static final int MOST_BYTES = 1 << 16;

    private static final byte[] JPEG_HEADER = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_OFFSET = 8;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int SIGNATURE_BYTES = 8;
    private static final int RIFF_HEADER = 12;

    private Orientation() {}

    /// The number of a file, 1 to 8; 1 where it tells none.
    ///
    /// @param in at its beginning, where it is again afterwards
    /// @param format `jpeg`, `png` or `webp`
    static int of(ImageInputStream in, String format) throws IOException {
        in.mark();
        try {
            in.setByteOrder(ByteOrder.BIG_ENDIAN);
            byte[] exif =
                    switch (format) {
                        case "jpeg" -> ofJpeg(in);
                        case "png" -> ofPng(in);
                        default -> ofWebp(in);
                    };
            return number(exif);
        } catch (IOException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            return UPRIGHT; // the file ends early, or its Exif does not follow the format
        } finally {
            in.setByteOrder(ByteOrder.BIG_ENDIAN);
            in.reset();
        }
    }

    private static byte[] ofJpeg(ImageInputStream in) throws IOException {
        in.skipBytes(2);
        for (int part = 0; part < MOST_PARTS; part++) {
            int marker = in.readUnsignedShort();
            int length = in.readUnsignedShort() - 2;
            if (marker == 0xFFDA || marker >>> 8 != 0xFF || length < 0) {
                break;
            }
            if (marker == 0xFFE1) {
                byte[] segment = new byte[length];
                in.readFully(segment);
                if (hasHeader(segment)) {
                    return withoutHeader(segment);
                }
            } else {
                in.seek(in.getStreamPosition() + length);
            }
        }
        return new byte[0];
    }

    private static byte[] ofPng(ImageInputStream in) throws IOException {
        in.skipBytes(SIGNATURE_BYTES);
        for (int part = 0; part < MOST_PARTS; part++) {
            long length = in.readUnsignedInt();
            String name = name(in);
            if (name.equals("eXIf")) {
                return bytes(in, length);
            }
            in.seek(in.getStreamPosition() + length + Integer.BYTES);
        }
        return new byte[0];
    }

    private static byte[] ofWebp(ImageInputStream in) throws IOException {
        in.skipBytes(RIFF_HEADER);
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        for (int part = 0; part < MOST_PARTS; part++) {
            String name = name(in);
            long length = in.readUnsignedInt();
            if (name.equals("EXIF")) {
                byte[] exif = bytes(in, length);
                return hasHeader(exif) ? withoutHeader(exif) : exif;
            }
            in.seek(in.getStreamPosition() + length + length % 2);
        }
        return new byte[0];
    }

    private static boolean hasHeader(byte[] exif) {
        return Arrays.equals(
                exif,
                0,
                Math.min(exif.length, JPEG_HEADER.length),
                JPEG_HEADER,
                0,
                JPEG_HEADER.length);
    }

    private static byte[] withoutHeader(byte[] exif) {
        return Arrays.copyOfRange(exif, JPEG_HEADER.length, exif.length);
    }

    private static String name(ImageInputStream in) throws IOException {
        byte[] name = new byte[Integer.BYTES];
        in.readFully(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(ImageInputStream in, long length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(length, MOST_BYTES)];
        in.readFully(bytes);
        return bytes;
    }

    /// @param exif a TIFF header and its first directory
    private static int number(byte[] exif) {
        if (exif.length == 0) {
            return UPRIGHT;
        }
        ByteBuffer tiff = ByteBuffer.wrap(exif);
        tiff.order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(Integer.BYTES));
        int entries = Short.toUnsignedInt(tiff.getShort());
        for (int i = 0; i < entries; i++) {
            int at = tiff.position();
            if (tiff.getShort() == TAG && tiff.getShort() == SHORT) {
                int number = tiff.getShort(at + VALUE_OFFSET);
                return number >= UPRIGHT && number <= LAST ? number : UPRIGHT;
            }
            tiff.position(at + ENTRY_BYTES);
        }
        return UPRIGHT;
    }

    /// The picture as it is to be seen.
    ///
    /// @param number see [#of]
    static BufferedImage upright(BufferedImage picture, int number) {
        if (number == UPRIGHT) {
            return picture;
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        boolean turned = number > LAST_UNTURNED;
        boolean fromRight = isFrom(number, 2, 3, 7, 8);
        boolean fromBottom = isFrom(number, 3, 4, 6, 7);
        BufferedImage made =
                new BufferedImage(
                        turned ? height : width,
                        turned ? width : height,
                        BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < made.getHeight(); y++) {
            for (int x = 0; x < made.getWidth(); x++) {
                int a = turned ? y : x;
                int b = turned ? x : y;
                int column = fromRight ? width - 1 - a : a;
                int row = fromBottom ? height - 1 - b : b;
                made.setRGB(x, y, picture.getRGB(column, row));
            }
        }
        return made;
    }

    private static boolean isFrom(int number, int... numbers) {
        return Arrays.stream(numbers).anyMatch(each -> each == number);
    }
}
