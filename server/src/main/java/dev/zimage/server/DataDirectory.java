package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.Databases;
import dev.zimage.engines.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Where an installation keeps everything: the database, unless that is on a server, the pictures,
/// the configuration. Readable by its owner only.
///
/// @param path of the folder
public record DataDirectory(Path path) {

    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /// Opens the folder and makes it when it is not there.
    ///
    /// @throws UncheckedIOException when it cannot be made or written
    public static DataDirectory open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(
                        absolute, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            }
            return new DataDirectory(absolute);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data directory " + absolute, e);
        }
    }

    /// Whether other users of this machine may look into the folder. What the server makes inside
    /// is for its owner alone, and other files may not be.
    public boolean isOpenToOthers() {
        try {
            return !OWNER_ALONE.containsAll(Files.getPosixFilePermissions(path));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// The database of the installation.
    public DatabaseSource database(Databases.Choice choice) {
        return Databases.source(choice, databaseFile());
    }

    /// The file of the embedded database.
    public Path databaseFile() {
        return path.resolve("zimage.db");
    }

    /// The folder of the pictures.
    public Path media() {
        return path.resolve("media");
    }

    /// The folder of the models, each in a folder of its own.
    public Path models() {
        return path.resolve("models");
    }

    /// The folder of imported LoRA files.
    public Path loras() {
        return path.resolve("loras");
    }

    /// What the engines of this installation go by.
    public EngineSettings engineSettings(Config config) {
        return new EngineSettings(
                config.engine(),
                config.tasks().timeout(),
                models(),
                loras(),
                cache(),
                new EngineSettings.Remote(
                        config.engines(), config.models(), config.tasks().attempts()));
    }

    /// The same with settings of a caller's own, and no engine on another server.
    ///
    /// @param timeout the longest time that a picture may take
    public EngineSettings engineSettings(Config.Engine engine, Duration timeout) {
        return new EngineSettings(
                engine, timeout, models(), loras(), cache(), EngineSettings.Remote.NONE);
    }

    private Path cache() {
        return path.resolve("cache");
    }

    Path reserve() {
        return path.resolve("reserve");
    }

    /// Takes the folder for one server process. The lock goes with the process, however it ends.
    ///
    /// @return empty when another server has it
    public Optional<Lock> lock() {
        try {
            Path file = path.resolve("server.lock");
            FileChannel channel =
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            OWNER);
            Files.setPosixFilePermissions(file, OWNER.value());
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Lock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock the data directory " + path, e);
        }
    }

    @SuppressWarnings("NullAway") // null when another process has it
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// The right to run a server on the folder.
    public static final class Lock implements AutoCloseable {

        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
