package dev.zimage.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden model `a` of the engine's tests, in the published layout: a whole model of some
/// kilobytes that draws in a second.
final class TinyModel {

    private static final Path ENGINE = Path.of("..", "engine", "src");
    private static final Path GOLDENS = ENGINE.resolve("test/resources/goldens");
    private static final Path TOKENIZER =
            ENGINE.resolve("main/resources/dev/zimage/engine/importing/z-image-turbo/tokenizer");

    /// The contents of its files, for the next test.
    private static final Map<Path, byte[]> UNPACKED = new ConcurrentHashMap<>();

    private TinyModel() {}

    /// Puts it into a folder.
    static Path unpack(Path folder) throws IOException {
        unpack(GOLDENS.resolve("a", "model"), folder);
        unpack(TOKENIZER, folder.resolve("tokenizer"));
        return folder;
    }

    /// The same with the scheduler of Z-Image (base).
    static Path unpackBase(Path folder) throws IOException {
        unpack(folder);
        Path scheduler = folder.resolve("scheduler/scheduler_config.json");
        String text = Files.readString(scheduler);
        Files.writeString(scheduler, text.replace("\"shift\": 3.0", "\"shift\": 6.0"));
        return folder;
    }

    /// A LoRA file for it.
    static Path lora(String name) {
        return GOLDENS.resolve("a", "lora", name + ".safetensors");
    }

    /// Its prompt that the reference drew as `pipeline.english.image`, with size, seed and steps.
    static JsonNode description() {
        return new JsonMapper().readTree(GOLDENS.resolve("a", "golden.json").toFile());
    }

    /// Large files are stored compressed.
    private static void unpack(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String target = to.resolve(from.relativize(file)).toString();
            Path plain = Path.of(target.replaceFirst("\\.gz$", ""));
            Files.createDirectories(plain.getParent());
            byte[] content = UNPACKED.get(file);
            if (content == null) {
                content = content(file);
                UNPACKED.put(file, content);
            }
            Files.write(plain, content, StandardOpenOption.CREATE_NEW);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream stored = Files.newInputStream(file);
                InputStream in =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            return in.readAllBytes();
        }
    }
}
