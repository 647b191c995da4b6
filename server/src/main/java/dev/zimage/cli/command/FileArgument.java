package dev.zimage.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that a command is given and reads whole. It may be a pipe or a device, whose size nobody
/// knows before.
public final class FileArgument {

    private FileArgument() {}

    /// @param most bytes, in MiB
    /// @throws CommandFailure when it cannot be read, or has more bytes
    public static byte[] read(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((most << 20) + 1);
            if (bytes.length > most << 20) {
                throw new CommandFailure("%s has more than %d MiB".formatted(shown(file), most));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + shown(file));
        } catch (AccessDeniedException e) {
            throw new CommandFailure(
                    "%s may not be read by %s"
                            .formatted(shown(file), System.getProperty("user.name")));
        } catch (IOException e) {
            throw new CommandFailure(shown(file) + " cannot be read: " + e.getMessage());
        }
    }

    private static String shown(Path file) {
        return Display.text(file.toString());
    }
}
