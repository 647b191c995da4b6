package dev.zimage.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The SBOM: the libraries that Maven's plugin for CycloneDX has found, and what the packages have
/// beside them, the Java runtime and the C++ library. The image's packages of Debian are listed in
/// the image itself, where scanners look for them.
final class ComponentList {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document;

    private ComponentList(ObjectNode document) {
        this.document = document;
    }

    /// @param libraries the plugin's list
    static void write(Path libraries, Path out) throws IOException {
        if (!(JSON.readTree(libraries) instanceof ObjectNode document)
                || !(document.path("components") instanceof ArrayNode)) {
            throw new PackagingFailure(libraries + " has no components");
        }
        ComponentList list = new ComponentList(document);
        list.add(java());
        list.add(cppLibrary());
        JSON.writerWithDefaultPrettyPrinter().writeValue(out, document);
    }

    /// The one that links and runs this is the one that is packaged.
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
