package dev.zimage.engine.picture;

import dev.zimage.engine.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes pictures with the JDK's encoders at a chosen quality. Safe for use by several threads.
public final class ImageCompression {

    private ImageCompression() {}

    /// Changes the encoder's settings before it writes.
    @FunctionalInterface
    interface Settings {

        /// @return the metadata to write; null for the encoder's own
        @Nullable IIOMetadata apply(ImageWriter writer, ImageWriteParam param) throws IOException;
    }

    /// The bytes of a file.
    ///
    /// @param quality as the JDK's encoder of the format defines it, 0 to 1
    public static byte[] compress(BufferedImage image, ImageFormat format, float quality)
            throws IOException {
        return compress(image, format, quality, (writer, param) -> null);
    }

    static byte[] compress(
            BufferedImage image, ImageFormat format, float quality, Settings settings)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format.label()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            IIOMetadata metadata = settings.apply(writer, param);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
