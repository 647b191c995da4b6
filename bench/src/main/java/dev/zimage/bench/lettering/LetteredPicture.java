package dev.zimage.bench.lettering;

import java.awt.image.BufferedImage;

/// A picture with known text.
///
/// @param maker what drew it
/// @param wanted the text as an order would have it
/// @param written the text as it stands in the picture
public record LetteredPicture(String maker, String wanted, String written, BufferedImage image) {

    public boolean isRight() {
        return wanted.equals(written);
    }
}
