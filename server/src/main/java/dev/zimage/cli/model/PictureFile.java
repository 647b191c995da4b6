package dev.zimage.cli.model;

import dev.zimage.cli.command.CommandFailure;
import dev.zimage.engine.ImageFormat;
import dev.zimage.text.QuotedText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Where a picture goes: a file, or standard output.
sealed interface PictureFile {

    /// @param name a file, or `-` for standard output
    static PictureFile of(String name, OutputStream standardOutput) {
        if (name.equals("-")) {
            return new Stream(standardOutput);
        }
        try {
            return new Named(Path.of(name));
        } catch (InvalidPathException e) {
            throw new CommandFailure("this is no name of a file: " + QuotedText.of(name));
        }
    }

    /// For people.
    String name();

    /// The format that the name tells.
    Optional<ImageFormat> format();

    /// Fails when it is plain already that [#write] will.
    void check();

    /// Puts the picture there, whole or not at all.
    void write(byte[] picture);

    /// Standard output.
    record Stream(OutputStream out) implements PictureFile {

        @Override
        public String name() {
            return "standard output";
        }

        @Override
        public Optional<ImageFormat> format() {
            return Optional.of(ImageFormat.JPEG);
        }

        @Override
        public void check() {}

        @Override
        public void write(byte[] picture) {
            try {
                out.write(picture);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the picture could not be written", e);
            }
        }
    }

    /// A file. The picture is written beside it and then takes its name.
    record Named(Path path) implements PictureFile {

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public Optional<ImageFormat> format() {
            String name = path.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
                return Optional.of(ImageFormat.JPEG);
            }
            return name.endsWith(".png") ? Optional.of(ImageFormat.PNG) : Optional.empty();
        }

        @Override
        public void check() {
            if (Files.isDirectory(path)) {
                throw new CommandFailure(path + " is a folder; name a file in it");
            }
            if (!Files.isDirectory(folder(path))) {
                throw new CommandFailure("there is no folder " + folder(path));
            }
        }

        @Override
        public void write(byte[] picture) {
            try {
                if (Files.exists(path) && !Files.isRegularFile(path)) {
                    Files.write(path, picture); // a device or a pipe, which must not be replaced
                } else {
                    replace(Files.exists(path) ? path.toRealPath() : path, picture);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the picture could not be written", e);
            }
        }

        private static void replace(Path file, byte[] picture) throws IOException {
            String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
            Path unfinished = folder(file).resolve("." + file.getFileName() + "." + suffix);
            try {
                Files.write(unfinished, picture, StandardOpenOption.CREATE_NEW);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }

        private static Path folder(Path file) {
            return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
        }
    }
}
