package dev.zimage.cli.model;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.config.Config;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.provenance.marking.PictureOrder;
import dev.zimage.server.InstallationMarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Whether and how a picture is marked that is drawn by the command itself.
final class MarkOptions {

    @Option(names = "--no-marks", description = "Leave out the marks of a machine-made picture.")
    private boolean unmarked;

    /// The marks of the installation. Where its key cannot be kept, because nobody may write there,
    /// the picture gets a key of its own.
    PictureMarker marker(
            Config.Provenance settings, DataOption data, Clock clock, CommandOutput streams) {
        if (unmarked) {
            return PictureMarker.none();
        }
        try {
            boolean ownKey =
                    InstallationMarks.marks(settings).needIdentity()
                            && settings.certificate().isEmpty();
            return ownKey && !isThere(data)
                    ? once(settings, data, clock, streams)
                    : InstallationMarks.marker(settings, data.directory(), clock);
        } catch (IOException e) {
            throw new CommandFailure(
                    "the picture cannot be marked: "
                            + e.getMessage()
                            + "; correct that, or draw without marks by --no-marks");
        }
    }

    /// Whether the data directory is there, or could be made just now.
    private static boolean isThere(DataOption data) {
        try {
            return Files.isWritable(data.create().path())
                    || Files.exists(data.directory().path().resolve(SigningIdentity.FILE));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static PictureMarker once(
            Config.Provenance settings, DataOption data, Clock clock, CommandOutput streams)
            throws IOException {
        streams.err()
                .println(
                        "signed with a key for this picture alone, for "
                                + data.directory().path()
                                + " cannot be written; name another folder with --data");
        return InstallationMarks.marker(
                settings, Optional.of(SigningIdentity.once(clock, new SecureRandom())), clock);
    }

    /// The file of a picture.
    static EncodedImage marked(
            PictureMarker marker, GeneratedImage picture, ImageFormat format, PictureOrder order) {
        try {
            return marker.mark(picture, format, order);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be encoded", e);
        }
    }
}
