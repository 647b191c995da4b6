package dev.zimage.packages;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/// The part of this JDK that the program needs.
final class JavaRuntime {

    /// What no class of the program names, but providers and operators use: elliptic curves for
    /// TLS, jars as file systems, names from DNS, and `jcmd` to look into a running server.
    private static final List<String> WITHOUT_REFERENCE =
            List.of("jdk.crypto.ec", "jdk.zipfs", "jdk.naming.dns", "jdk.jcmd");

    private JavaRuntime() {}

    /// The modules that the jars need, as `jdeps` finds them.
    static Set<String> modules(List<Path> jars) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--multi-release",
                                Integer.toString(Runtime.version().feature()),
                                "--ignore-missing-deps",
                                "--print-module-deps"));
        jars.forEach(jar -> arguments.add(jar.toString()));
        String answer = run("jdeps", arguments).strip();
        Set<String> modules =
                new TreeSet<>(
                        List.of(answer.substring(answer.lastIndexOf('\n') + 1).split(",", -1)));
        modules.addAll(WITHOUT_REFERENCE);
        return modules;
    }

    /// Lays out a runtime with these modules and those that they need.
    static void link(Set<String> modules, Path folder) {
        run(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.toString()));
    }

    private static String run(String tool, List<String> arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int status =
                ToolProvider.findFirst(tool)
                        .orElseThrow(() -> new PackagingFailure("this JDK has no " + tool))
                        .run(writer, writer, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new PackagingFailure(tool + " failed: " + out);
        }
        return out.toString();
    }
}
