package dev.zimage.engine.weights;

import dev.zimage.engine.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which files hold the weights of a component: one `.safetensors` file, or the shards that an
/// index names.
///
/// @param files the files, by name
/// @param index the index, or null for a single file
/// @param shardOf the file of each tensor, by the index; empty without one
record ComponentFiles(List<Path> files, @Nullable Path index, Map<String, Path> shardOf) {

    private static final String SUFFIX = ".safetensors";
    private static final String INDEX_SUFFIX = SUFFIX + ".index.json";

    /// The names that the published libraries write; other names only where they are alone.
    private static final List<String> STEMS = List.of("diffusion_pytorch_model", "model");

    /// As of the header of a file: far above the index of any model.
    private static final long LONGEST_INDEX = 16 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    static ComponentFiles find(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(folder)) {
            all = entries.sorted().toList();
        } catch (NotDirectoryException | java.nio.file.NoSuchFileException e) {
            throw new WeightsException(folder + ": there is no such folder of weights", e);
        }
        Path index = only(folder, ending(all, INDEX_SUFFIX), INDEX_SUFFIX);
        if (index != null) {
            return shards(folder, index);
        }
        Path single = only(folder, ending(all, SUFFIX), SUFFIX);
        if (single == null) {
            throw new WeightsException(MissingWeights.in(folder, all));
        }
        return new ComponentFiles(List.of(single), null, Map.of());
    }

    private static List<Path> ending(List<Path> files, String suffix) {
        return files.stream()
                .filter(file -> file.getFileName().toString().endsWith(suffix))
                .toList();
    }

    private static @Nullable Path only(Path folder, List<Path> candidates, String suffix)
            throws WeightsException {
        for (String stem : STEMS) {
            Path usual = folder.resolve(stem + suffix);
            if (candidates.contains(usual)) {
                return usual;
            }
        }
        if (candidates.size() > 1) {
            throw new WeightsException(
                    "%s: several files could be the weights, and none has a usual name: %s"
                            .formatted(
                                    folder,
                                    Names.some(candidates.stream().map(Path::getFileName))));
        }
        return candidates.isEmpty() ? null : candidates.getFirst();
    }

    private static ComponentFiles shards(Path folder, Path index) throws IOException {
        Optional<FileProblem> problem = FileProblem.ofJson(index);
        if (problem.isPresent()) {
            throw new WeightsException(problem.get());
        }
        if (Files.size(index) > LONGEST_INDEX) {
            throw new WeightsException(index + ": too large for an index");
        }
        JsonNode map;
        try {
            map = JSON.readTree(Files.readAllBytes(index)).path("weight_map");
        } catch (JacksonException e) {
            throw new WeightsException(
                    index + ": the index is not valid JSON: " + e.getOriginalMessage(), e);
        }
        if (!map.isObject() || map.isEmpty()) {
            throw new WeightsException(index + ": the index has no weight_map");
        }
        Map<String, Path> shardOf = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : map.properties()) {
            shardOf.put(field.getKey(), folder.resolve(fileName(index, field)));
        }
        List<Path> files = List.copyOf(new TreeSet<>(shardOf.values()));
        requireAll(folder, files);
        return new ComponentFiles(files, index, shardOf);
    }

    private static void requireAll(Path folder, List<Path> files) throws IOException {
        List<Path> missing = files.stream().filter(file -> !Files.isRegularFile(file)).toList();
        if (missing.isEmpty()) {
            return;
        }
        FileProblem first = FileProblem.ofAccess(missing.getFirst()).orElseThrow();
        String all =
                "%s: %d of %d shards cannot be read; the first is %s"
                        .formatted(
                                folder,
                                missing.size(),
                                files.size(),
                                first.fault().reason().replace(folder + File.separator, ""));
        throw new WeightsException(new Fault(all, first.fault().remedy()), first.mayPass());
    }

    /// Only a plain name: an index does not lead out of its folder.
    private static String fileName(Path index, Map.Entry<String, JsonNode> field)
            throws WeightsException {
        String name = field.getValue().asString("");
        if (!name.endsWith(SUFFIX) || name.chars().anyMatch(ComponentFiles::isOutOfPlace)) {
            throw new WeightsException(
                    "%s: tensor %s is said to be in '%s', which is not a file name"
                            .formatted(index, Names.one(field.getKey()), Names.one(name)));
        }
        return name;
    }

    private static boolean isOutOfPlace(int c) {
        return c == '/' || c == '\\' || Character.isISOControl(c);
    }
}
