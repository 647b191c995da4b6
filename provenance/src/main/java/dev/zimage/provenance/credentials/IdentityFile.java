package dev.zimage.provenance.credentials;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The file of the key, for its owner's eyes only. It is written whole or not at all.
public final class IdentityFile implements IdentityStore {

    /// Its name in the data folder.
    public static final String NAME = "provenance.pem";

    private final Path file;

    /// @param folder the data folder
    public IdentityFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    @Override
    public Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public String keep(String pem) throws IOException {
        Path unfinished = unfinished(pem);
        try {
            linkOrMove(unfinished);
            return pem;
        } catch (FileAlreadyExistsException e) {
            return Files.readString(file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void linkOrMove(Path unfinished) throws IOException {
        try {
            Files.createLink(file, unfinished);
        } catch (UnsupportedOperationException e) {
            Files.move(unfinished, file);
        }
    }

    @Override
    public void replace(String pem) throws IOException {
        Path unfinished = unfinished(pem);
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Path unfinished(String pem) throws IOException {
        FileAttribute<?>[] mode =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, ".provenance", ".part", mode);
        Files.writeString(unfinished, pem);
        return unfinished;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
