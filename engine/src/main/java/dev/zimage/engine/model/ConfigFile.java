package dev.zimage.engine.model;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A configuration in JSON, read field by field. What is missing or wrong is named with its file.
final class ConfigFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final long LARGEST = 1 << 20;

    /// Above every width, vocabulary and length that models have, and so low that the bytes of the
    /// tensors of [#MOST_LAYERS] can be added up. A file with more is damaged or meant to harm.
    private static final int MOST = 1 << 20;

    private static final int MOST_LAYERS = 1000;

    private final Path file;
    private final String prefix;
    private final JsonNode fields;

    private ConfigFile(Path file, String prefix, JsonNode fields) {
        this.file = file;
        this.prefix = prefix;
        this.fields = fields;
    }

    static ConfigFile read(Path file) throws IOException {
        Optional<FileProblem> problem = FileProblem.ofJson(file);
        if (problem.isPresent()) {
            throw new ModelException(problem.get());
        }
        if (Files.size(file) > LARGEST) {
            throw new ModelException(file + ": too large for a configuration");
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (UnexpectedEndOfInputException e) {
            throw new ModelException(FileProblem.incomplete(file, "the file is cut off"));
        } catch (JacksonException e) {
            throw new ModelException(file + ": not valid JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new ModelException(file + ": not a JSON object");
        }
        return new ConfigFile(file, "", root);
    }

    /// A whole number from 1 to [#MOST].
    int count(String name) throws ModelException {
        JsonNode node = needed(name);
        if (!isCount(node)) {
            throw wrong(
                    name, "must be a positive whole number of at most " + MOST + ", not " + node);
        }
        return node.intValue();
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber()
                && node.canConvertToInt()
                && node.intValue() >= 1
                && node.intValue() <= MOST;
    }

    /// How often a part of a network is repeated: each time has tensors to be listed.
    int layers(String name) throws ModelException {
        int layers = count(name);
        if (layers > MOST_LAYERS) {
            throw wrong(name, "must be at most %,d, not %,d".formatted(MOST_LAYERS, layers));
        }
        return layers;
    }

    int count(String name, int unlessGiven) throws ModelException {
        return has(name) ? count(name) : unlessGiven;
    }

    double number(String name) throws ModelException {
        JsonNode node = needed(name);
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong(name, "must be a number, not " + node);
        }
        return node.doubleValue();
    }

    double number(String name, double unlessGiven) throws ModelException {
        return has(name) ? number(name) : unlessGiven;
    }

    double positive(String name) throws ModelException {
        double value = number(name);
        if (value <= 0) {
            throw wrong(name, "must be above 0, not " + value);
        }
        return value;
    }

    double positive(String name, double unlessGiven) throws ModelException {
        return has(name) ? positive(name) : unlessGiven;
    }

    boolean flag(String name, boolean unlessGiven) throws ModelException {
        return given(
                name,
                unlessGiven,
                JsonNode::isBoolean,
                JsonNode::booleanValue,
                "must be true or false");
    }

    String text(String name, String unlessGiven) throws ModelException {
        return given(
                name, unlessGiven, JsonNode::isString, JsonNode::stringValue, "must be a string");
    }

    private <T> T given(
            String name,
            T unlessGiven,
            Predicate<JsonNode> isRight,
            Function<JsonNode, T> value,
            String what)
            throws ModelException {
        if (!has(name)) {
            return unlessGiven;
        }
        JsonNode node = needed(name);
        if (!isRight.test(node)) {
            throw wrong(name, what + ", not " + node);
        }
        return value.apply(node);
    }

    /// Whole numbers from 1 to [#MOST], at least one.
    List<Integer> counts(String name) throws ModelException {
        List<Integer> counts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!isCount(element)) {
                throw wrong(name, "must be a list of positive whole numbers of at most " + MOST);
            }
            counts.add(element.intValue());
        }
        return List.copyOf(counts);
    }

    List<Integer> counts(String name, List<Integer> unlessGiven) throws ModelException {
        return has(name) ? counts(name) : unlessGiven;
    }

    /// Strings; none when the field is not there.
    List<String> texts(String name) throws ModelException {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            for (JsonNode element : array(name)) {
                texts.add(element.asString(""));
            }
        }
        return List.copyOf(texts);
    }

    /// An object within this one, or null when it is not there.
    @Nullable ConfigFile section(String name) throws ModelException {
        if (!has(name)) {
            return null;
        }
        JsonNode node = needed(name);
        if (!node.isObject()) {
            throw wrong(name, "must be an object, not " + node);
        }
        return new ConfigFile(file, prefix + name + ".", node);
    }

    /// Whether a field is there and not null.
    boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /// Refuses a setting that would make another network of it.
    void refuse(String name, boolean unsupported, String supported) throws ModelException {
        if (unsupported) {
            throw wrong(name, "is " + fields.get(name) + ", but only " + supported + " is known");
        }
    }

    /// Refuses a file of another model.
    void refuse(Function<Path, Optional<Fault>> recognised) throws ModelException {
        Optional<Fault> fault = recognised.apply(file);
        if (fault.isPresent()) {
            throw new ModelException(fault.get(), false);
        }
    }

    ModelException wrong(String name, String what) {
        return new ModelException(file + ": field '" + prefix + name + "' " + what);
    }

    private JsonNode array(String name) throws ModelException {
        JsonNode node = needed(name);
        if (!node.isArray() || node.isEmpty()) {
            throw wrong(name, "must be a list, not " + node);
        }
        return node;
    }

    private JsonNode needed(String name) throws ModelException {
        JsonNode node = fields.get(name);
        if (node == null || node.isNull()) {
            throw wrong(name, "is missing");
        }
        return node;
    }
}
