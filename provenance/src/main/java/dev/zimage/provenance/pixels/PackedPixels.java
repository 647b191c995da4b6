package dev.zimage.provenance.pixels;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.SinglePixelPackedSampleModel;
import org.jspecify.annotations.Nullable;

/// The own array of a picture, many times faster than asking for its rows.
public final class PackedPixels {

    private PackedPixels() {}

    /// The pixels of an opaque picture that keeps them as `0xRRGGBB`, row by row; else null.
    public static int @Nullable [] of(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_INT_RGB
                        && image.getRaster().getDataBuffer() instanceof DataBufferInt buffer
                        && image.getRaster().getSampleModel()
                                instanceof SinglePixelPackedSampleModel model
                        && model.getScanlineStride() == image.getWidth()
                        && buffer.getData().length == image.getWidth() * image.getHeight()
                ? buffer.getData()
                : null;
    }
}
