package dev.zimage.api.console;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which scripts import which. A browser learns of an import only when it has read the script that
/// imports, so each level of imports costs a round trip; told of all of them at once, it costs one.
final class ModuleGraph {

    private static final Pattern IMPORT =
            Pattern.compile("\\b(?:from|import)\\s*[\"'](\\.[^\"']+)[\"']");

    private final Map<String, byte[]> files;
    private final Map<String, List<String>> imports = new HashMap<>();

    /// @param files by path
    ModuleGraph(Map<String, byte[]> files) {
        this.files = files;
    }

    /// A script and all that it needs before it can run: what it imports, what that imports, and so
    /// on. What is imported later, by a call, is not among them. Empty when there is no such
    /// script.
    SortedSet<String> needs(String script) {
        SortedSet<String> found = new TreeSet<>();
        follow(script, found);
        return found;
    }

    private void follow(String script, SortedSet<String> found) {
        byte[] source = files.get(script);
        if (source != null && found.add(script)) {
            imports.computeIfAbsent(script, path -> imports(path, source))
                    .forEach(imported -> follow(imported, found));
        }
    }

    private static List<String> imports(String script, byte[] source) {
        return IMPORT.matcher(new String(source, StandardCharsets.UTF_8))
                .results()
                .map(found -> Path.of(script).resolveSibling(found.group(1)).normalize().toString())
                .toList();
    }
}
