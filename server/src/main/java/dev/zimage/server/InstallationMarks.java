package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.IdentityStore;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.marking.Marks;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.text.ProgramVersion;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// The marks that an installation puts on its pictures, by its settings.
public final class InstallationMarks {

    private InstallationMarks() {}

    /// What marks pictures.
    public static PictureMarker marker(
            Config.Provenance settings, Optional<SigningIdentity> identity, Clock clock) {
        return new PictureMarker(marks(settings), identity, ProgramVersion.withName(), clock);
    }

    /// The marks that are asked for.
    public static Marks marks(Config.Provenance settings) {
        return new Marks(
                settings.credentials(),
                settings.metadata(),
                settings.watermark(),
                settings.fingerprint(),
                settings.aigcLabel(),
                settings.prompt());
    }

    /// Who signs: the operator's certificate, else the installation's own, which is made when there
    /// is none.
    ///
    /// @throws IOException when the key or the certificate cannot be used; says which and why
    public static SigningIdentity identity(
            Config.Provenance settings, IdentityStore own, Clock clock) throws IOException {
        Optional<Path> certificate = settings.certificate();
        Optional<Path> key = settings.key();
        if (certificate.isEmpty() || key.isEmpty()) {
            return SigningIdentity.open(own, clock, new SecureRandom());
        }
        try {
            return SigningIdentity.of(certificate.get(), key.get(), clock);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "provenance.certificate and provenance.key: there is no file " + e.getFile(),
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "provenance.certificate and provenance.key: " + e.getMessage(), e);
        }
    }

    /// The same for an installation whose database is open: its own key is in the data directory,
    /// or in the database that several processes share. A key that the data directory has from
    /// before becomes that of the database if it has none.
    ///
    /// @throws IOException when a key or a certificate cannot be read, written or used; says which
    public static SigningIdentity identity(
            Config.Provenance settings, DataDirectory data, Database database, Clock clock)
            throws IOException {
        IdentityFile file = new IdentityFile(data.path());
        if (database.dialect().singleProcess()) {
            return identity(settings, file, clock);
        }
        IdentityStore shared = new SharedIdentity(database);
        Optional<String> before = file.read();
        if (settings.certificate().isEmpty() && before.isPresent() && shared.read().isEmpty()) {
            SigningIdentity.open(file, clock, new SecureRandom()); // else no process could start
            shared.keep(before.get());
        }
        return identity(settings, shared, clock);
    }
}
