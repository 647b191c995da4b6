package dev.zimage.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What was true, by name: texts, numbers, booleans and nulls. Secrets must not be among them.
///
/// @param values in the order in which they are shown
public record Facts(Map<String, @Nullable Object> values) {

    /// Nothing.
    public static final Facts NONE = new Facts(Map.of());

    private static final JsonMapper JSON = JsonMapper.shared();

    public Facts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// One fact.
    public static Facts of(String name, @Nullable Object value) {
        return NONE.with(name, value);
    }

    /// These and one more.
    public Facts with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    /// Those that are set.
    public Facts known() {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(values);
        rest.values().removeIf(Objects::isNull);
        return new Facts(rest);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// Those that are not the same in `other`.
    Facts unlike(Facts other) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(values);
        rest.entrySet()
                .removeIf(fact ->
                        other.values.containsKey(fact.getKey())
                                && Objects.equals(
                                        other.values.get(fact.getKey()), fact.getValue()));
        return new Facts(rest);
    }

    @Nullable String json() {
        return isEmpty() ? null : JSON.writeValueAsString(values);
    }

    static Facts parse(@Nullable String json) {
        return json == null
                ? NONE
                : new Facts(
                        JSON.readValue(
                                json, new TypeReference<Map<String, @Nullable Object>>() {}));
    }
}
