package dev.zimage.intake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Decodes a JPEG, PNG or WebP file that nobody vouches for. Its size is looked at before its
/// pixels, of its metadata only how the picture stands, and what is larger than needed is scaled
/// down.
public final class UploadedFile {

    /// The longest side of a file that is read.
    private static final int LONGEST_SIDE = 16_384;

    /// Pixels of the largest file that is read.
    private static final long MOST_PIXELS = 50_000_000;

    /// Pixels that are held in memory at once. Of larger files every second row and column is read,
    /// or fewer; a WebP file is always read as a whole, so that this is the most it may have.
    private static final long MOST_DECODED = 17_000_000;

    private static final int LEAST_SIDE = 16;

    private static final String WEBP = "webp";

    /// The most scans of a JPEG; encoders make ten, or thirty where they save on every byte.
    private static final int MOST_SCANS = 64;

    private UploadedFile() {}

    /// What is wrong with a file, as the rest of a sentence.
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String text) {
            super(text, null, false, false);
        }
    }

    /// The picture as people see it: turned as the file's Exif says.
    ///
    /// @param most pixels of the picture that is returned
    public static BufferedImage decodeUpright(ImageInputStream in, long most) throws Unreadable {
        try {
            int orientation = Orientation.of(in, formatOf(in));
            return Orientation.upright(decode(in, most), orientation);
        } catch (IOException e) {
            throw other();
        }
    }

    /// The pixels as the file has them.
    ///
    /// @param most pixels of the picture that is returned
    public static BufferedImage decode(ImageInputStream in, long most) throws Unreadable {
        String format = formatOf(in);
        ImageReader reader = readerOf(in, format);
        try {
            reader.setInput(new EndedInput(in), true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireSize(width, height, format.equals(WEBP) ? MOST_DECODED : MOST_PIXELS);
            return scaled(read(reader, width, height), most);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("cannot be decoded: the file is damaged, or of a rare kind");
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage read(ImageReader reader, int width, int height)
            throws IOException {
        double pixels = (double) width * height;
        int step = (int) Math.ceil(Math.sqrt(pixels / MOST_DECODED));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static ImageReader readerOf(ImageInputStream in, String format) throws Unreadable {
        try {
            if (format.equals("jpeg") && JpegScans.areMoreThan(MOST_SCANS, in)) {
                throw new Unreadable(
                        "has more than %d scans; save it anew and send that".formatted(MOST_SCANS));
            }
            return ImageIO.getImageReadersByFormatName(format).next();
        } catch (IOException e) {
            throw other();
        }
    }

    private static String formatOf(ImageInputStream in) throws Unreadable {
        byte[] head = new byte[12];
        in.mark();
        try {
            in.readFully(head);
            in.reset();
        } catch (IOException e) {
            throw other();
        }
        return format(head).orElseThrow(UploadedFile::other);
    }

    private static Unreadable other() {
        return new Unreadable("is no JPEG, PNG or WebP picture");
    }

    private static Optional<String> format(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("png");
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("jpeg");
        }
        return text.startsWith("RIFF") && text.endsWith("WEBP")
                ? Optional.of(WEBP)
                : Optional.empty();
    }

    private static void requireSize(int width, int height, long most) throws Unreadable {
        if (width < LEAST_SIDE || height < LEAST_SIDE) {
            throw new Unreadable(
                    "has %dx%d pixels; each side must have at least %d"
                            .formatted(width, height, LEAST_SIDE));
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > most) {
            throw new Unreadable(
                    String.format(
                            Locale.ROOT,
                            "has %dx%d pixels; send one of at most %d megapixels",
                            width,
                            height,
                            most / 1_000_000));
        }
    }

    /// Opaque, on white: engines draw opaque pictures.
    private static BufferedImage scaled(BufferedImage picture, long most) {
        double factor =
                Math.min(1, Math.sqrt((double) most / picture.getWidth() / picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
        BufferedImage made = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = made.createGraphics();
        try {
            canvas.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, width, height);
            canvas.drawImage(picture, 0, 0, width, height, null);
        } finally {
            canvas.dispose();
        }
        return made;
    }
}
