package dev.zimage.api;

import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One parameter of an order, declared once: parsing, the catalogue, the schemas of tools and the
/// recognition of repeated orders read this, and `openapi.json` and the documentation are checked
/// against it. All parameters are in [OrderParameters].
///
/// @param <T> the type of its values
public final class OrderParameter<T> {

    private final String name;
    private final String type;
    private final String description;
    private final ModelReader<T> reader;
    private final Map<String, Object> rules = new LinkedHashMap<>();
    private boolean required;
    private boolean listed = true;
    private @Nullable Object usual;
    private Set<OrderDialect> dialects = EnumSet.of(OrderDialect.API);
    private Predicate<Model> takers = model -> true;
    private Function<T, String> text = String::valueOf;
    private Function<Catalogue, Map<String, Object>> ofTools = catalogue -> Map.of();

    /// Who sends orders.
    public enum OrderDialect {
        /// `POST /api/v1/images/generations`.
        API,
        /// OpenAI's images API.
        OPENAI,
        /// The tools of the Model Context Protocol.
        MCP
    }

    /// Reads and checks the value.
    @FunctionalInterface
    interface Reader<T> {

        /// @return null when it is left out and has no default
        /// @throws Refusal that names the parameter and says what to change
        @Nullable T read(Fields fields, String name);

        /// The same, whatever the model.
        default ModelReader<T> ofEveryModel() {
            return (fields, name, model) -> read(fields, name);
        }
    }

    /// Reads and checks a value whose rules are those of the model.
    @FunctionalInterface
    interface ModelReader<T> {

        /// @return null when it is left out and has no default
        /// @throws Refusal that names the parameter and says what to change
        @Nullable T read(Fields fields, String name, Model model);
    }

    /// A parameter whose rules are those of the model.
    static <T> OrderParameter<T> ofModel(
            String name, String type, String description, ModelReader<T> reader) {
        return new OrderParameter<>(name, type, description, reader);
    }

    /// @param type as JSON Schema names it
    /// @param description one line for the catalogue and for tools
    OrderParameter(String name, String type, String description, Reader<T> reader) {
        this(name, type, description, reader.ofEveryModel());
    }

    private OrderParameter(String name, String type, String description, ModelReader<T> reader) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.reader = reader;
    }

    /// An order must have it.
    OrderParameter<T> required() {
        required = true;
        return this;
    }

    /// What counts when it is left out, as it stands in JSON.
    OrderParameter<T> usually(Object value) {
        usual = value;
        return this;
    }

    /// The values that it may have.
    OrderParameter<T> oneOf(List<String> values) {
        return rule("enum", values);
    }

    /// A rule of JSON Schema that its values follow.
    OrderParameter<T> rule(String keyword, Object value) {
        rules.put(keyword, value);
        return this;
    }

    /// Other dialects have it too, under the same name.
    OrderParameter<T> alsoIn(OrderDialect... others) {
        dialects.addAll(List.of(others));
        return this;
    }

    /// The catalogue does not list it.
    OrderParameter<T> unlisted() {
        listed = false;
        return this;
    }

    /// Only these models take it.
    OrderParameter<T> onlyFor(Predicate<Model> models) {
        takers = models;
        return this;
    }

    /// How values are written where two orders are compared.
    OrderParameter<T> writtenAs(Function<T, String> form) {
        text = form;
        return this;
    }

    /// What the schema of tools says in place of the declaration.
    OrderParameter<T> forTools(Function<Catalogue, Map<String, Object>> schema) {
        ofTools = schema;
        return this;
    }

    /// A description for tools, where it is the same for every catalogue.
    OrderParameter<T> describedToToolsAs(String text) {
        return forTools(_ -> Map.of("description", text));
    }

    public String name() {
        return name;
    }

    /// As JSON Schema names it.
    public String type() {
        return type;
    }

    public String description() {
        return description;
    }

    public boolean isRequired() {
        return required;
    }

    boolean isListed() {
        return listed;
    }

    /// What counts when it is left out, as it stands in JSON; null when nothing does.
    public @Nullable Object usual() {
        return usual;
    }

    /// The values that it may have; null where they are not listed.
    @SuppressWarnings("unchecked") // only oneOf puts it there
    public @Nullable List<String> values() {
        return (List<String>) rules.get("enum");
    }

    public boolean isIn(OrderDialect dialect) {
        return dialects.contains(dialect);
    }

    boolean isTakenBy(Model model) {
        return takers.test(model);
    }

    /// Reads and checks the value; null when it is left out and has no default.
    @Nullable T read(Fields fields, Model model) {
        return reader.read(fields, name, model);
    }

    /// The value as text, the same for equal values; `null` for none.
    String text(@Nullable T value) {
        return value == null ? "null" : text.apply(value);
    }

    /// Whether a value says the same as leaving the parameter out.
    boolean isUsual(@Nullable T value) {
        return value == null || text(value).equals(Objects.toString(usual));
    }

    /// The type, the rules and the default as JSON Schema.
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.putAll(rules);
        if (usual != null) {
            schema.put("default", usual);
        }
        return schema;
    }

    /// The schema for tools, with a description.
    public Map<String, Object> toolSchema(Catalogue catalogue) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        schema.putAll(schema());
        schema.putAll(ofTools.apply(catalogue));
        return schema;
    }
}
