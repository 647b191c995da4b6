package dev.zimage.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The C++ runtime that ONNX Runtime is linked with. Almost every system has it; the archive brings
/// this machine's for those that have glibc alone.
final class CppLibrary {

    private static final List<String> FILES = List.of("libstdc++.so.6", "libgcc_s.so.1");

    private static final List<String> FOLDERS =
            List.of("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib");

    private CppLibrary() {}

    static void addTo(FileTree tree, String folder) {
        for (String name : FILES) {
            tree.file(folder + "/" + name, find(name));
        }
    }

    /// The version at the end of its file's name: `libstdc++.so.6.0.30`.
    static String version() throws IOException {
        String file = find(FILES.getFirst()).toRealPath().getFileName().toString();
        return file.substring(file.indexOf(".so.") + ".so.".length());
    }

    private static Path find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new PackagingFailure("this machine has no " + name));
    }
}
