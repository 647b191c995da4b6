package dev.zimage.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the SBOM: the libraries that Maven's plugin for CycloneDX has found, and the Java runtime
/// and the C++ library, which the packages have beside them. The image's Debian packages are listed
/// in the image itself, where scanners look for them.
final class ComponentList {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document;

    private ComponentList(ObjectNode document) {
        this.document = document;
    }

    /// @param libraries the plugin's list
    /// @param packaged the folder with those that are in the packages
    static void write(Path libraries, Path packaged, Path out) throws IOException {
        if (!(JSON.readTree(libraries) instanceof ObjectNode document)
                || !(document.path("components") instanceof ArrayNode)) {
            throw new PackagingFailure(libraries + " has no components");
        }
        ComponentList list = new ComponentList(document);
        list.keep(packaged);
        list.add(java());
        list.add(cppLibrary());
        JSON.writerWithDefaultPrettyPrinter().writeValue(out, document);
    }

    /// Removes the libraries that the plugin lists and no package has, such as those of tests, and
    /// gives the stripped ones the checksum of their own file.
    private void keep(Path packaged) throws IOException {
        ArrayNode components = (ArrayNode) document.path("components");
        Set<String> missing;
        try (Stream<Path> files = Files.list(packaged)) {
            missing =
                    files.map(file -> file.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> gone = new HashSet<>();
        for (Iterator<JsonNode> each = components.iterator(); each.hasNext(); ) {
            ObjectNode library = (ObjectNode) each.next();
            String file = "%s-%s.jar".formatted(text(library, "name"), text(library, "version"));
            if (missing.remove(file)) {
                sum(library, packaged.resolve(file));
            } else {
                gone.add(text(library, "bom-ref"));
                each.remove();
            }
        }
        if (!missing.isEmpty()) {
            throw new PackagingFailure("the SBOM lacks " + missing);
        }
        forget(gone);
    }

    private static void sum(ObjectNode library, Path file) throws IOException {
        String sum = FileSums.of(file);
        for (JsonNode hash : library.path("hashes")) {
            if (text(hash, "content").equals(sum)) {
                return;
            }
        }
        library.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sum);
        library.putObject("pedigree")
                .put("notes", "without native code and data that are not read");
    }

    private void forget(Set<String> gone) {
        ArrayNode dependencies = document.withArray("dependencies");
        removeIf(dependencies, entry -> gone.contains(text(entry, "ref")));
        for (JsonNode entry : dependencies) {
            if (entry.path("dependsOn") instanceof ArrayNode references) {
                removeIf(references, reference -> gone.contains(reference.asString("")));
            }
        }
    }

    private static void removeIf(ArrayNode array, Predicate<JsonNode> is) {
        for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
            if (is.test(each.next())) {
                each.remove();
            }
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /// The Java that runs this is the one that is packaged.
    private static ObjectNode java() {
        ObjectNode java = component("platform", "OpenJDK", Runtime.version().toString());
        java.put("publisher", System.getProperty("java.vendor", "unknown"));
        java.putArray("licenses")
                .addObject()
                .putObject("license")
                .put("id", "GPL-2.0-with-classpath-exception");
        return java;
    }

    private static ObjectNode cppLibrary() throws IOException {
        ObjectNode library = component("library", "libstdc++", CppLibrary.version());
        library.put("description", "The C++ library and libgcc_s; in the archive only");
        library.putArray("licenses")
                .addObject()
                .put("expression", "GPL-3.0-or-later WITH GCC-exception-3.1");
        return library;
    }

    private static ObjectNode component(String type, String name, String version) {
        String url = "pkg:generic/%s@%s".formatted(name.toLowerCase(Locale.ROOT), version);
        String reference = url.replace("+", "%2B");
        return JSON.createObjectNode()
                .put("type", type)
                .put("bom-ref", reference)
                .put("name", name)
                .put("version", version)
                .put("purl", reference);
    }

    private void add(ObjectNode component) {
        ((ArrayNode) document.path("components")).add(component);
        String reference = component.path("bom-ref").asString();
        String program = document.path("metadata").path("component").path("bom-ref").asString("");
        ArrayNode dependencies = document.withArray("dependencies");
        for (JsonNode each : dependencies) {
            if (each instanceof ObjectNode found && each.path("ref").asString("").equals(program)) {
                found.withArray("dependsOn").add(reference);
            }
        }
        dependencies.addObject().put("ref", reference).putArray("dependsOn");
    }
}
