package dev.zimage.engine.picture;

import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;

/// Encodes a picture. JPEG keeps the colours at full resolution: coloured type has hard edges. Safe
/// for use by several threads.
public final class PictureEncoder {

    private static final float JPEG_QUALITY = 0.9f;

    /// Deflate at its fastest: drawn areas are as small at that level as grain lets them be.
    private static final float PNG_QUALITY = 0.9f;

    private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

    private PictureEncoder() {}

    /// The bytes of a file with this picture, which is opaque.
    public static byte[] encode(BufferedImage image, ImageFormat format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format.label()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(format == ImageFormat.JPEG ? JPEG_QUALITY : PNG_QUALITY);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
            if (format == ImageFormat.JPEG) {
                fullColour(metadata);
            }
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// A file with this picture, with its format and size.
    public static EncodedImage encoded(BufferedImage image, ImageFormat format) throws IOException {
        return new EncodedImage(
                encode(image, format), format, new ImageSize(image.getWidth(), image.getHeight()));
    }

    private static void fullColour(IIOMetadata metadata) throws IOException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(JPEG_METADATA);
        NodeList components = root.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            IIOMetadataNode component = (IIOMetadataNode) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(JPEG_METADATA, root);
    }
}
