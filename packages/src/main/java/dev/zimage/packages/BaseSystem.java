package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// What the image has beside the program: the C library, that of C++, and a shell, out of Debian's
/// packages. `apt-get` fetches them in the versions of this machine's release.
final class BaseSystem {

    private static final List<String> PACKAGES =
            List.of("base-files", "busybox-static", "libc6", "libgcc-s1", "libstdc++6");

    /// What the launcher and the health check call, and what an operator needs to look around.
    private static final List<String> COMMANDS =
            List.of(
                    "cat",
                    "df",
                    "dirname",
                    "env",
                    "find",
                    "grep",
                    "id",
                    "ls",
                    "nproc",
                    "ps",
                    "readlink",
                    "rm",
                    "sed",
                    "sh",
                    "sleep",
                    "uname",
                    "wget");

    private static final Pattern UNWANTED =
            Pattern.compile(
                    "usr/share/(?!doc/[^/]+/copyright$).*\\..*|usr/share/(man|lintian|bug|base-files)"
                            + "/.*|usr/share/doc/[^/]+/(?!copyright$).*"
                            + "|usr/lib/x86_64-linux-gnu/gconv/.*|(home|root|mnt|srv|media)(/.*)?");

    private BaseSystem() {}

    static boolean isAvailable() {
        return Stream.of("/usr/bin/apt-get", "/usr/bin/dpkg-deb")
                .allMatch(tool -> Files.exists(Path.of(tool)));
    }

    /// @param work a folder for what is fetched
    static FileTree fetch(Path work) throws IOException, InterruptedException {
        ProgramFolder.delete(work);
        Files.createDirectories(work);
        List<String> download = new ArrayList<>(List.of("apt-get", "-q", "download"));
        download.addAll(PACKAGES);
        run(work, download);
        FileTree tree = new FileTree();
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : files.sorted().toList()) {
                add(file, tree);
            }
        }
        COMMANDS.forEach(command -> tree.link("bin/" + command, "busybox"));
        return tree;
    }

    private static void add(Path debian, FileTree tree) throws IOException, InterruptedException {
        Process unpacking =
                new ProcessBuilder("dpkg-deb", "--fsys-tarfile", debian.toString()).start();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacking.getInputStream())) {
            for (TarArchiveEntry each = tar.getNextEntry();
                    each != null;
                    each = tar.getNextEntry()) {
                add(each, tar, tree);
            }
        }
        if (unpacking.waitFor() != 0) {
            throw new PackagingFailure("dpkg-deb could not read " + debian);
        }
        String control =
                run(
                        debian.toAbsolutePath().resolveSibling("."),
                        List.of("dpkg-deb", "-f", debian.toString()));
        // Where scanners look for the packages of an image that has no dpkg.
        String name = debian.getFileName().toString().replaceFirst("_.*", "");
        tree.text("var/lib/dpkg/status.d/" + name, control);
    }

    private static void add(TarArchiveEntry entry, TarArchiveInputStream tar, FileTree tree)
            throws IOException {
        String path = entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
        if (path.isEmpty() || UNWANTED.matcher(path).matches()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            tree.link(path, entry.getLinkName());
        } else if (entry.isDirectory()) {
            tree.folder(path, entry.getMode() & 07777, FileTree.Owner.ROOT);
        } else {
            tree.bytes(path, entry.getMode() & 07777, tar.readAllBytes());
        }
    }

    private static String run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        try (InputStream said = process.getInputStream()) {
            String out = new String(said.readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new PackagingFailure(String.join(" ", command) + " failed: " + out.strip());
            }
            return out;
        }
    }
}
