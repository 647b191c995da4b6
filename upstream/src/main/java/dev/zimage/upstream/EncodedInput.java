package dev.zimage.upstream;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/// A picture to edit, as servers take it: encoded anew, so that nothing of the file that a client
/// sent goes on.
public final class EncodedInput {

    private EncodedInput() {}

    static byte[] png(BufferedImage picture) {
        try {
            return PictureEncoder.encode(picture, ImageFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be encoded", e);
        }
    }

    public static String dataUrl(BufferedImage picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(picture));
    }
}
