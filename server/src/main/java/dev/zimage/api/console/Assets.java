package dev.zimage.api.console;

import dev.zimage.crypto.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All files of the console, read once. What is not in this map does not exist, so no path leads
/// out of it.
///
/// @param byPath as in `/assets/<path>`
/// @param shells the document that all addresses of the console answer with, by the page that is
///   shown first: each names the scripts of its page, to be fetched at once
/// @param version a hash of all files: a path below it never changes its content
record Assets(Map<String, Asset> byPath, Map<String, Asset> shells, String version) {

    private static final String SHELL = "index.html";
    private static final String PREFIX = "assets/";
    private static final String APP = "app.js";
    private static final String PAGE_TABLE = "pages.js";
    private static final String SCRIPTS = "<!-- scripts -->";
    private static final String STYLES = "<!-- styles -->";
    private static final List<String> PAGE_STYLES =
            List.of("styles/pages.css", "styles/gallery.css");
    private static final String PAGES = "pages/";
    private static final String LIBRARIES = "/console-libraries.properties";

    static Assets read() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        ClassPathFolder.read("console", SHELL)
                .forEach((name, bytes) -> {
                    if (name.startsWith(PREFIX)) {
                        files.put(name.substring(PREFIX.length()), bytes);
                    }
                });
        files.putAll(libraries());
        files.put(PAGE_TABLE, script(pageTable()));
        ClassPathFolder.read(Documentation.FOLDER, Documentation.LANDMARK)
                .forEach((name, bytes) -> {
                    if (name.startsWith("images/") || name.startsWith("examples/")) {
                        files.put(Documentation.FOLDER + "/" + name, bytes);
                    }
                });
        byte[] shell = resource("/console/" + SHELL);
        String version = version(files, shell);
        Map<String, Asset> assets = new HashMap<>();
        files.forEach((path, bytes) -> assets.put(path, new Asset(path, bytes)));
        return new Assets(Map.copyOf(assets), shells(files, shell, version), version);
    }

    /// The table of pages, `console/pages.json`.
    static byte[] pageTable() {
        return resource("/console/pages.json");
    }

    private static byte[] script(byte[] json) {
        return ("export default " + text(json)).getBytes(StandardCharsets.UTF_8);
    }

    /// Files that others publish, from their own jars.
    private static Map<String, byte[]> libraries() {
        Properties list = new Properties();
        try {
            list.load(new StringReader(text(resource(LIBRARIES))));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
        Map<String, byte[]> files = new HashMap<>();
        list.forEach((path, source) -> files.put(path.toString(), resource("/" + source)));
        return files;
    }

    private static byte[] resource(String name) {
        try {
            return ClassPathFolder.bytes(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the program is not whole: " + e.getMessage(), e);
        }
    }

    private static String version(SortedMap<String, byte[]> files, byte[] shell) {
        MessageDigest digest = Sha256.digest();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest(shell)).substring(0, 12);
    }

    /// The shell names its files below the version, and their relative imports stay below it.
    private static byte[] versioned(byte[] shell, String version) {
        return text(shell)
                .replace("\"/assets/", "\"/assets/" + version + "/")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Asset> shells(
            SortedMap<String, byte[]> files, byte[] shell, String version) {
        ModuleGraph graph = new ModuleGraph(files);
        Set<String> bare = bare();
        Map<String, Asset> shells = new HashMap<>();
        for (String path : files.keySet()) {
            if (path.startsWith(PAGES)) {
                SortedSet<String> scripts = graph.needs(APP);
                scripts.addAll(graph.needs(path));
                String page = path.substring(PAGES.length(), path.lastIndexOf('.'));
                List<String> styles = bare.contains(page) ? List.of() : PAGE_STYLES;
                byte[] document = named(shell, scripts, styles);
                shells.put(page, new Asset(SHELL, versioned(document, version)));
            }
        }
        return Map.copyOf(shells);
    }

    /// The pages before the sign-in, which do not wait for the styles of the others.
    private static Set<String> bare() {
        return ConsolePage.parse(pageTable()).stream()
                .filter(ConsolePage::bare)
                .flatMap(page -> Stream.ofNullable(page.page()))
                .collect(Collectors.toSet());
    }

    private static byte[] named(byte[] shell, SortedSet<String> scripts, List<String> styles) {
        return text(shell)
                .replace(STYLES, links("stylesheet", styles))
                .replace(SCRIPTS, links("modulepreload", scripts))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String links(String kind, Collection<String> paths) {
        return paths.stream()
                .map(path -> "<link rel=\"%s\" href=\"/assets/%s\">".formatted(kind, path))
                .collect(Collectors.joining("\n    "));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The document for an address that shows this page; for a page that is not known, the one that
    /// says so.
    Asset shell(String page) {
        return Objects.requireNonNull(shells.getOrDefault(page, shells.get("nowhere")));
    }

    /// The file at a path below `/assets/`; null when there is none.
    @Nullable Asset find(String path) {
        return byPath.get(isVersioned(path) ? path.substring(path.indexOf('/') + 1) : path);
    }

    /// Whether the content at this path can never change.
    boolean isForEver(String path) {
        return path.startsWith(version + "/");
    }

    /// Also of another version: a page that was opened before an upgrade still finds its files.
    private static boolean isVersioned(String path) {
        int slash = path.indexOf('/');
        return slash == 12 && path.substring(0, slash).chars().allMatch(Assets::isHexDigit);
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
