package dev.zimage.engine;

import java.awt.image.BufferedImage;

/// A picture that an engine has drawn. It belongs to the caller, who may change the pixels; the
/// engine keeps nothing of it.
///
/// @param pixels opaque
/// @param parameters how it was drawn
public record GeneratedImage(BufferedImage pixels, GenerationParameters parameters) {

    public ImageSize size() {
        return new ImageSize(pixels.getWidth(), pixels.getHeight());
    }
}
