package dev.zimage.provenance.marking;

import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.SourceType;
import dev.zimage.provenance.container.PictureContainer;
import dev.zimage.provenance.credentials.ContentCredentials;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.provenance.metadata.AigcLabel;
import dev.zimage.provenance.metadata.PictureMetadata;
import dev.zimage.provenance.watermark.Watermark;
import dev.zimage.provenance.watermark.WatermarkPayload;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Marks pictures as machine-made and encodes them, once: the watermark goes into the pixels, then
/// metadata and Content Credentials into the file. Safe for use by any number of threads.
public final class PictureMarker {

    /// Of what the watermark's bits mean.
    private static final int WATERMARK_VERSION = 1;

    private static final int INSTALLATION_DIGITS = 13;
    private static final int HEXADECIMAL = 16;

    private final Marks marks;
    private final Optional<SigningIdentity> identity;
    private final String program;
    private final Clock clock;

    /// @param identity of the installation; needed where [Marks#needIdentity] says so
    /// @param program name and version, with a space between them
    public PictureMarker(
            Marks marks, Optional<SigningIdentity> identity, String program, Clock clock) {
        if (marks.needIdentity() && identity.isEmpty()) {
            throw new IllegalArgumentException("these marks need an identity");
        }
        this.marks = marks;
        this.identity = identity;
        this.program = program;
        this.clock = clock;
    }

    /// Encodes pictures and marks none.
    public static PictureMarker none() {
        return new PictureMarker(Marks.NONE, Optional.empty(), "", Clock.systemUTC());
    }

    /// The file of a picture, whose pixels are changed where they get a watermark.
    ///
    /// @throws IOException when the picture cannot be encoded
    public EncodedImage mark(GeneratedImage image, ImageFormat format, PictureOrder order)
            throws IOException {
        GenerationParameters parameters = image.parameters();
        if (marks.watermark()) {
            Watermark.write(image.pixels(), payload(parameters.origin()));
        }
        byte[] file = PictureEncoder.encode(image.pixels(), format);
        SourceType source = SourceType.of(parameters.origin());
        Receipt receipt = receipt(image, order);
        byte[] parts =
                marks.metadata()
                        ? PictureMetadata.parts(format, source, receipt, label(order))
                        : new byte[0];
        byte[] marked =
                marks.credentials()
                        ? new ContentCredentials(identity.orElseThrow())
                                .sign(file, parts, format, source, receipt)
                        : PictureContainer.insert(
                                file, PictureContainer.of(format).place(file), parts);
        return new EncodedImage(marked, format, image.size());
    }

    /// What a marked picture looks like, where that is kept.
    public Optional<Fingerprint> fingerprint(GeneratedImage marked) {
        return marks.fingerprint() ? Fingerprint.of(marked.pixels()) : Optional.empty();
    }

    private Receipt receipt(GeneratedImage image, PictureOrder order) {
        GenerationParameters parameters = image.parameters();
        return new Receipt(
                order.task(),
                order.model(),
                order.engine(),
                parameters.weights(),
                parameters.precision(),
                parameters.steps(),
                parameters.guidance(),
                order.seed(),
                image.size(),
                program,
                clock.instant(),
                marks.prompt() ? order.prompt() : null,
                marks.prompt() && !parameters.negativePrompt().isEmpty()
                        ? parameters.negativePrompt()
                        : null);
    }

    private Optional<AigcLabel> label(PictureOrder order) {
        return marks.aigcProducer().isEmpty()
                ? Optional.empty()
                : Optional.of(new AigcLabel(marks.aigcProducer(), order.task()));
    }

    private WatermarkPayload payload(GenerationParameters.Origin origin) {
        return payload(origin, identity.orElseThrow().keyId());
    }

    private static WatermarkPayload payload(GenerationParameters.Origin origin, String keyId) {
        long installation = Long.parseLong(keyId.substring(0, INSTALLATION_DIGITS), HEXADECIMAL);
        int engine = origin == GenerationParameters.Origin.MODEL ? 1 : 2;
        return new WatermarkPayload(WATERMARK_VERSION, engine, installation);
    }

    /// All watermarks that the installation with this key writes.
    public static List<WatermarkPayload> payloads(String keyId) {
        return Stream.of(GenerationParameters.Origin.values())
                .map(origin -> payload(origin, keyId))
                .toList();
    }

    /// The JPEG file of a preview, whose XMP says that a model draws it: engines without a model
    /// are too fast for previews.
    ///
    /// @throws IOException when it cannot be encoded
    public byte[] preview(BufferedImage picture) throws IOException {
        byte[] file = PictureEncoder.encode(picture, ImageFormat.JPEG);
        return withSource(file, GenerationParameters.Origin.MODEL);
    }

    /// The file with XMP that says what drew the picture. For small versions of pictures, which
    /// have no other marks.
    ///
    /// @throws IOException when the file is no JPEG
    public byte[] withSource(byte[] jpeg, GenerationParameters.Origin origin) throws IOException {
        if (!marks.metadata()) {
            return jpeg;
        }
        return PictureContainer.insert(
                jpeg,
                PictureContainer.of(ImageFormat.JPEG).place(jpeg),
                PictureMetadata.sourcePart(ImageFormat.JPEG, SourceType.of(origin), program));
    }
}
