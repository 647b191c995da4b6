package dev.zimage.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;

/// What is wrong with an engine, for its operator and for those whose orders it cannot take.
///
/// @param reason what was found: one line, with paths from the model's folder
/// @param remedy what helps, as an imperative clause; empty where nothing is known
public record Fault(String reason, String remedy) {

    /// For a file or a folder that this process has no right to.
    public static Fault denied(Path path) {
        return denied(path.toString());
    }

    private static Fault denied(String path) {
        return new Fault(
                path + ": permission denied", "give the user of this process access to it");
    }

    /// For files that cannot be read. Java's own exceptions often have only the path as a message.
    public static Fault of(IOException failure) {
        return switch (failure) {
            case UnusableModelException model -> model.fault();
            case AccessDeniedException denied -> denied(denied.getFile());
            case NoSuchFileException missing ->
                    new Fault(missing.getFile() + ": no such file or folder", "");
            case NotDirectoryException file -> new Fault(file.getFile() + ": not a folder", "");
            case FileSystemException other when other.getReason() == null ->
                    new Fault(other.toString(), "");
            default ->
                    new Fault(
                            Objects.requireNonNullElse(failure.getMessage(), failure.toString()),
                            "");
        };
    }

    /// Both in one line.
    public String text() {
        return remedy.isEmpty() ? reason : reason + "; " + remedy;
    }
}
