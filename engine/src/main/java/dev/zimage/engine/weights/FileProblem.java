package dev.zimage.engine.weights;

import dev.zimage.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Why a file of a model cannot be read as what it should be.
///
/// @param mayPass whether waiting may help, since the file is being copied or downloaded
public record FileProblem(Fault fault, boolean mayPass) {

    /// The suffixes that browsers and download programs give to unfinished files.
    private static final List<String> PARTIAL =
            List.of(
                    ".part",
                    ".partial",
                    ".crdownload",
                    ".download",
                    ".incomplete",
                    ".aria2",
                    ".tmp");

    /// A copy or a download that has not written for so long has stopped.
    private static final Duration STOPPED_AFTER = Duration.ofMinutes(2);

    private static final Pattern LFS_SIZE = Pattern.compile("(?m)^size (\\d{1,18})$");

    private static final JsonMapper JSON = new JsonMapper();

    /// A problem of a file that should be safetensors; empty when it begins like one.
    static Optional<FileProblem> ofWeights(Path file) throws IOException {
        return of(file, FileSignature.SAFETENSORS);
    }

    /// A problem of a file that should be JSON; empty when it begins like it. A byte that is wrong
    /// later is for the parser.
    public static Optional<FileProblem> ofJson(Path file) throws IOException {
        return of(file, FileSignature.JSON);
    }

    private static Optional<FileProblem> of(Path file, FileSignature wanted) throws IOException {
        Optional<FileProblem> access = ofAccess(file);
        return access.isPresent() ? access : ofContent(file, wanted);
    }

    /// What keeps a file from being opened; empty when nothing does.
    public static Optional<FileProblem> ofAccess(Path file) throws IOException {
        Optional<Path> link = deadLink(file);
        if (link.isPresent()) {
            String copy =
                    link.get().equals(file) ? "file itself (`cp -L`" : "folder itself (`cp -rL`";
            String remedy =
                    "copy the " + copy + " follows links), or fetch the model with `zimage pull`";
            return Optional.of(new FileProblem(ofDeadLink(link.get(), remedy), false));
        }
        Optional<Fault> hidden = ofPath(file);
        if (hidden.isPresent()) {
            return Optional.of(new FileProblem(hidden.get(), false));
        }
        if (!Files.exists(file)) {
            return Optional.of(missing(file));
        }
        if (!Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? "a folder" : "a device or a pipe";
            return found(file, what + " in place of a file", "put the file itself there");
        }
        if (!Files.isReadable(file)) {
            return Optional.of(new FileProblem(Fault.denied(file), false));
        }
        return Files.size(file) == 0
                ? Optional.of(incomplete(file, "the file is empty"))
                : Optional.empty();
    }

    /// The symbolic link without a target that a path is, or leads through; empty when there is
    /// none.
    public static Optional<Path> deadLink(Path path) {
        for (Path part = path; part != null; part = part.getParent()) {
            if (Files.isSymbolicLink(part) && Files.notExists(part)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /// A symbolic link without a target.
    public static Fault ofDeadLink(Path link, String remedy) throws IOException {
        return new Fault(
                "%s: a symbolic link to %s, which does not exist"
                        .formatted(link, Names.one(Files.readSymbolicLink(link).toString())),
                remedy);
    }

    /// What keeps this process from finding out whether there is a file or a folder; empty when
    /// nothing does.
    public static Optional<Fault> ofPath(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Fault.of(e));
        }
    }

    private static FileProblem missing(Path file) throws IOException {
        Optional<Path> partial = partial(file);
        if (partial.isPresent()) {
            return incomplete(
                    partial.get(),
                    "the download of %s has not ended".formatted(file.getFileName()));
        }
        return new FileProblem(
                new Fault(
                        file + ": the file is missing",
                        "check that this is the model's folder; `zimage pull` fetches what is"
                                + " missing"),
                false);
    }

    private static Optional<Path> partial(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.filter(other -> other.getFileName().toString().startsWith(name))
                    .filter(FileProblem::isPartial)
                    .findFirst();
        }
    }

    /// Whether the name of a file says that its download is unfinished.
    static boolean isPartial(Path file) {
        String name = file.getFileName().toString();
        return PARTIAL.stream().anyMatch(name::endsWith);
    }

    /// A file of which only a part exists.
    ///
    /// @param what is wrong
    public static FileProblem incomplete(Path file, String what) throws IOException {
        return new FileProblem(
                new Fault(
                        file + ": " + what,
                        "let the download or the copy end, or run `zimage pull`, which fetches what is"
                                + " missing"),
                isBeingWritten(file));
    }

    private static boolean isBeingWritten(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return written.isAfter(Instant.now().minus(STOPPED_AFTER));
    }

    private static Optional<FileProblem> ofContent(Path file, FileSignature wanted)
            throws IOException {
        byte[] head = FileSignature.head(file);
        FileSignature is = FileSignature.of(head);
        if (is == wanted) {
            return wanted == FileSignature.JSON ? hubError(file) : Optional.empty();
        }
        if (is == FileSignature.ZEROS) {
            return Optional.of(incomplete(file, "the file has " + is.description()));
        }
        String text = FileSignature.text(head);
        String more =
                switch (is) {
                    case LFS_POINTER -> lfsSize(text);
                    case TEXT, JSON -> " that begins '" + Names.one(text) + "'";
                    default -> "";
                };
        String remedy = is.remedy().isEmpty() ? FileSignature.OTHER.remedy() : is.remedy();
        return found(
                file,
                "%s%s in place of %s".formatted(is.description(), more, wanted.description()),
                remedy);
    }

    private static String lfsSize(String pointer) {
        Matcher size = LFS_SIZE.matcher(pointer);
        return size.find() ? " to a file of " + ByteCount.text(Long.parseLong(size.group(1))) : "";
    }

    /// A hub's answer in JSON that says why there is no file, saved under its name.
    private static Optional<FileProblem> hubError(Path file) throws IOException {
        if (Files.size(file) > 4096) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            String error = root.path("error").asString(root.path("Message").asString(""));
            return error.isEmpty()
                    ? Optional.empty()
                    : found(
                            file,
                            "a hub's error answer ('%s') in place of the file"
                                    .formatted(Names.one(error)),
                            FileSignature.WEB_PAGE.remedy());
        } catch (JacksonException e) {
            return Optional.empty(); // for the parser of the file to tell
        }
    }

    private static Optional<FileProblem> found(Path file, String what, String remedy) {
        return Optional.of(new FileProblem(new Fault(file + ": " + what, remedy), false));
    }
}
