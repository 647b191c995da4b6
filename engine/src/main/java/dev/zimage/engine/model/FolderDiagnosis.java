package dev.zimage.engine.model;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.weights.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells what a folder or file is that was named as a model's folder and is none.
final class FolderDiagnosis {

    static final String INDEX = "model_index.json";

    private static final String SNAPSHOTS = "snapshots";

    private static final String FORM =
            "a model's folder has %s and the folders transformer, text_encoder, tokenizer, vae and"
                            .formatted(INDEX)
                    + " scheduler, as `zimage pull` fetches them";

    /// Where ComfyUI looks for single files.
    private static final List<String> COMFY =
            List.of("diffusion_models", "unet", "checkpoints", "text_encoders", "clip", "vae");

    private FolderDiagnosis() {}

    /// Why this is no folder of a model; empty when it has the index of one.
    static Optional<FileProblem> problem(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return Optional.of(new FileProblem(noFolder(root), false));
        }
        Path index = root.resolve(INDEX);
        if (!Files.notExists(index) || Files.isSymbolicLink(index)) {
            return Optional.empty();
        }
        return mistaken(root).map(fault -> new FileProblem(fault, false));
    }

    private static Fault noFolder(Path root) throws IOException {
        Optional<Path> link = FileProblem.deadLink(root);
        if (link.isPresent()) {
            return FileProblem.ofDeadLink(link.get(), "mount or restore what it leads to");
        }
        Optional<Fault> hidden = FileProblem.ofPath(root);
        if (hidden.isPresent()) {
            return hidden.get();
        }
        return Files.exists(root) ? file(root) : new Fault(root + ": there is no such folder", "");
    }

    private static Fault file(Path file) {
        return ImportAdvice.kind(file)
                .map(kind ->
                        new Fault(
                                "%s: %s, not a model's folder".formatted(file, kind.description()),
                                ImportAdvice.of(file, Optional.of(kind))))
                .orElseGet(() -> new Fault(file + ": a file, not a model's folder", FORM));
    }

    private static Optional<Fault> mistaken(Path root) throws IOException {
        Optional<Path> below = below(root);
        if (below.isPresent()) {
            return Optional.of(
                    new Fault(root + ": not a model's folder itself", "name " + below.get()));
        }
        Path parent = root.toAbsolutePath().getParent();
        if (parent != null && Files.exists(parent.resolve(INDEX))) {
            return Optional.of(new Fault(root + ": a part of a model's folder", "name " + parent));
        }
        Path config = root.resolve("config.json");
        if (Files.exists(config)) {
            String type = ConfigFile.read(config).text("_class_name", "");
            Optional<Fault> other = UnsupportedFamily.ofClass(config, type);
            if (other.isPresent()) {
                return other;
            }
        }
        List<Path> files = singleFiles(root);
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                "%s: no %s; there are single files, as ComfyUI has them (%s)"
                                        .formatted(
                                                root,
                                                INDEX,
                                                Names.some(files.stream().map(root::relativize))),
                                ImportAdvice.of(files)));
    }

    /// A model one level down, or where the cache of Hugging Face's programs has it.
    private static Optional<Path> below(Path root) throws IOException {
        List<Path> candidates = new ArrayList<>(folders(root));
        candidates.addAll(folders(root.resolve(SNAPSHOTS)));
        for (Path child : folders(root)) {
            candidates.addAll(folders(child.resolve(SNAPSHOTS)));
        }
        return candidates.stream()
                .filter(folder -> Files.exists(folder.resolve(INDEX)))
                .findFirst();
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent) || !Files.isReadable(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    /// In the folder itself, and where ComfyUI looks for them below it.
    private static List<Path> singleFiles(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder :
                Stream.concat(Stream.of(root), COMFY.stream().map(root::resolve)).toList()) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(FolderDiagnosis::isWeights).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isWeights(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".safetensors") || name.endsWith(".gguf");
    }
}
