package dev.zimage.packages;

import dev.zimage.packages.FileTree.Owner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes the program as an image in OCI's layout, one tar. The `manifest.json` of Docker's older
/// format is in it too, so that every `docker load` takes it. The layers are those that change
/// together: the system, Java, the libraries, the program.
///
/// @param base what the program stands on
record ContainerImage(Release release, Path program, FileTree base, TarArchive tar) {

    private static final String HOME = "opt/zimage";
    private static final String DATA = "var/lib/zimage";
    private static final Owner USER = new Owner(10001, "zimage");
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final JsonMapper JSON = new JsonMapper();

    /// @param digest of the compressed tar
    /// @param content digest of the tar
    private record Layer(String purpose, String digest, String content, long size) {}

    String fileName() {
        return release.name() + "-linux-x64.oci.tar";
    }

    /// The tags that `docker load` gives it.
    private List<String> tags() {
        return List.of(release.version(), "latest");
    }

    /// @param work a folder for the parts
    void write(Path file, Path work) throws IOException {
        ProgramFolder.delete(work);
        Path blobs = Files.createDirectories(work.resolve("blobs/sha256"));
        List<Layer> layers = new ArrayList<>();
        for (Map.Entry<String, FileTree> each : trees().entrySet()) {
            layers.add(layer(each.getKey(), each.getValue(), blobs));
        }
        Map<String, Object> config =
                blob(ImageConfig.of(release, purposes(layers), contents(layers)), CONFIG, blobs);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MANIFEST);
        manifest.put("config", config);
        manifest.put("layers", layers.stream().map(ContainerImage::descriptor).toList());
        FileTree image = new FileTree();
        image.text("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        image.bytes("index.json", JSON.writeValueAsBytes(index(blob(manifest, MANIFEST, blobs))));
        image.bytes("manifest.json", JSON.writeValueAsBytes(List.of(docker(config, layers))));
        image.copy("blobs", work.resolve("blobs"), path -> true);
        try (OutputStream out = Files.newOutputStream(file)) {
            tar.write(image, "", out);
        }
    }

    private Map<String, FileTree> trees() throws IOException {
        Map<String, FileTree> trees = new LinkedHashMap<>();
        trees.put("system", base);
        trees.put("Java", new FileTree().copy(HOME, program, path -> path.startsWith("runtime")));
        trees.put("libraries", new FileTree().copy(HOME, program, ContainerImage::isLibrary));
        trees.put("program", own());
        return trees;
    }

    private static boolean isLibrary(String path) {
        return path.startsWith("app/lib") || path.startsWith("app/native");
    }

    private FileTree own() throws IOException {
        return new FileTree()
                .copy(HOME, program, path -> !path.startsWith("runtime") && !isLibrary(path))
                .text(
                        "etc/passwd",
                        account("root", 0, "/root") + account(USER.name(), USER.id(), "/" + DATA))
                .text("etc/group", "root:x:0:\n%s:x:%d:\n".formatted(USER.name(), USER.id()))
                .folder(DATA, 0700, USER)
                .folder("tmp", 01777, Owner.ROOT);
    }

    private static String account(String name, int id, String home) {
        return "%s:x:%d:%d::%s:/bin/sh\n".formatted(name, id, id, home);
    }

    private Layer layer(String purpose, FileTree tree, Path blobs) throws IOException {
        Path file = blobs.resolve("layer");
        MessageDigest compressed = FileSums.sha256();
        MessageDigest plain = FileSums.sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), compressed);
                OutputStream content = new DigestOutputStream(tar.compressing(out), plain)) {
            tar.write(tree, "", content);
        }
        String digest = FileSums.hex(compressed);
        Files.move(file, blobs.resolve(digest));
        return new Layer(purpose, digest, FileSums.hex(plain), Files.size(blobs.resolve(digest)));
    }

    private static Map<String, Object> blob(Object value, String type, Path blobs)
            throws IOException {
        byte[] json = JSON.writeValueAsBytes(value);
        MessageDigest digest = FileSums.sha256();
        digest.update(json);
        String hex = FileSums.hex(digest);
        Files.write(blobs.resolve(hex), json);
        return descriptor(type, hex, json.length);
    }

    private static Map<String, Object> descriptor(Layer layer) {
        return descriptor(LAYER, layer.digest(), layer.size());
    }

    private static Map<String, Object> descriptor(String type, String digest, long size) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", type);
        descriptor.put("digest", "sha256:" + digest);
        descriptor.put("size", size);
        return descriptor;
    }

    private Map<String, Object> index(Map<String, Object> manifest) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", "application/vnd.oci.image.index.v1+json");
        index.put("manifests", tags().stream().map(tag -> tagged(manifest, tag)).toList());
        return index;
    }

    private static Map<String, Object> tagged(Map<String, Object> manifest, String tag) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("org.opencontainers.image.ref.name", tag);
        names.put("io.containerd.image.name", "docker.io/library/zimage:" + tag);
        Map<String, Object> tagged = new LinkedHashMap<>(manifest);
        tagged.put("annotations", names);
        return tagged;
    }

    private Map<String, Object> docker(Map<String, Object> config, List<Layer> layers) {
        Map<String, Object> docker = new LinkedHashMap<>();
        docker.put(
                "Config", String.valueOf(config.get("digest")).replace("sha256:", "blobs/sha256/"));
        docker.put("RepoTags", tags().stream().map(tag -> "zimage:" + tag).toList());
        docker.put(
                "Layers", layers.stream().map(layer -> "blobs/sha256/" + layer.digest()).toList());
        return docker;
    }

    private static List<String> purposes(List<Layer> layers) {
        return layers.stream().map(Layer::purpose).toList();
    }

    private static List<String> contents(List<Layer> layers) {
        return layers.stream().map(layer -> "sha256:" + layer.content()).toList();
    }
}
