package dev.zimage.provenance.credentials;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.SourceType;
import dev.zimage.provenance.metadata.AigcLabel;
import dev.zimage.provenance.metadata.PictureMetadata;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/// Small pictures with all marks in their files.
final class SignedPictures {

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private SignedPictures() {}

    static Receipt receipt(long seed, ImageSize size) {
        return new Receipt(
                "task_" + seed,
                "z-image",
                "z-image",
                "ab".repeat(32),
                "int8",
                8,
                0,
                seed,
                size,
                "zimage 0.1.0",
                NOW,
                null,
                null);
    }

    static byte[] signed(SigningIdentity identity, ImageFormat format, long seed) throws Exception {
        return signed(identity, format, receipt(seed, new ImageSize(96, 64)));
    }

    static byte[] signed(SigningIdentity identity, ImageFormat format, Receipt receipt)
            throws Exception {
        byte[] file = PictureEncoder.encode(noise(receipt.size(), receipt.seed()), format);
        byte[] parts =
                PictureMetadata.parts(
                        format,
                        SourceType.TRAINED_ALGORITHMIC_MEDIA,
                        receipt,
                        Optional.of(new AigcLabel("甲 <&>", receipt.task())));
        return new ContentCredentials(identity)
                .sign(file, parts, format, SourceType.TRAINED_ALGORITHMIC_MEDIA, receipt);
    }

    private static BufferedImage noise(ImageSize size, long seed) {
        BufferedImage picture =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < size.pixels(); i++) {
            picture.setRGB(i % size.width(), i / size.width(), random.nextInt(1 << 24));
        }
        return picture;
    }
}
