package dev.zimage.cli.model;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Installation;
import dev.zimage.config.Config;
import dev.zimage.database.StorageException;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.credentials.IdentityFile;
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

    /// The marks of the installation. Where its key cannot be read or kept, the picture gets a key
    /// of its own.
    PictureMarker marker(Config settings, DataOption data, Clock clock, CommandOutput streams) {
        if (unmarked) {
            return PictureMarker.none();
        }
        Config.Provenance provenance = settings.provenance();
        try {
            return InstallationMarks.marker(
                    provenance,
                    InstallationMarks.marks(provenance).needIdentity()
                            ? Optional.of(identity(settings, data, clock, streams))
                            : Optional.empty(),
                    clock);
        } catch (IOException e) {
            throw new CommandFailure(
                    "the picture cannot be marked: "
                            + e.getMessage()
                            + "; correct that, or draw without marks by --no-marks");
        }
    }

    private static SigningIdentity identity(
            Config settings, DataOption data, Clock clock, CommandOutput streams)
            throws IOException {
        if (settings.provenance().certificate().isEmpty()) {
            if (!settings.database().isEmbedded()) {
                return shared(data, clock, streams);
            }
            if (!isThere(data)) {
                return once(
                        data.directory().path()
                                + " cannot be written; name another folder with --data",
                        clock,
                        streams);
            }
        }
        return InstallationMarks.identity(
                settings.provenance(), new IdentityFile(data.directory().path()), clock);
    }

    /// That of an installation of several processes.
    private static SigningIdentity shared(DataOption data, Clock clock, CommandOutput streams)
            throws IOException {
        try (Installation installation = new Installation(data, clock)) {
            return installation.identity();
        } catch (CommandFailure e) {
            return once(String.valueOf(e.getMessage()), clock, streams);
        } catch (StorageException e) {
            return once(e.failure().meaning(), clock, streams);
        }
    }

    /// Whether the data directory is there, or could be made just now.
    private static boolean isThere(DataOption data) {
        try {
            return Files.isWritable(data.create().path())
                    || Files.exists(data.directory().path().resolve(IdentityFile.NAME));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static SigningIdentity once(String reason, Clock clock, CommandOutput streams)
            throws IOException {
        streams.err().println("signed with a key for this picture alone: " + reason);
        return SigningIdentity.once(clock, new SecureRandom());
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
