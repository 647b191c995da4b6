package dev.zimage.engine.picture;

import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/// Encodes a picture. JPEG keeps the colours at full resolution: coloured type has hard edges. Safe
/// for use by several threads.
public final class PictureEncoder {

    private static final float JPEG_QUALITY = 0.9f;

    /// The fastest level: the grain of drawn areas leaves little for better ones to compress.
    private static final float PNG_QUALITY = 0.9f;

    private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

    private PictureEncoder() {}

    /// The bytes of a file with this picture, which is opaque.
    public static byte[] encode(BufferedImage image, ImageFormat format) throws IOException {
        return format == ImageFormat.JPEG
                ? ImageCompression.compress(
                        image,
                        format,
                        JPEG_QUALITY,
                        (writer, param) ->
                                fullColour(
                                        writer.getDefaultImageMetadata(
                                                new ImageTypeSpecifier(image), param)))
                : ImageCompression.compress(image, format, PNG_QUALITY);
    }

    /// A file with this picture, with its format and size.
    public static EncodedImage encoded(BufferedImage image, ImageFormat format) throws IOException {
        return new EncodedImage(
                encode(image, format), format, new ImageSize(image.getWidth(), image.getHeight()));
    }

    private static IIOMetadata fullColour(IIOMetadata metadata) throws IOException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(JPEG_METADATA);
        NodeList components = root.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            IIOMetadataNode component = (IIOMetadataNode) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(JPEG_METADATA, root);
        return metadata;
    }
}
