package dev.zimage.api;

import dev.zimage.models.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The checked values of an order's parameters. Immutable.
public final class ParameterValues {

    /// Those that always count where two orders are compared. The hashes of orders are kept for a
    /// day, so this list stays as it is; the others count when they are set, by their names.
    private static final List<OrderParameter<?>> ALWAYS_COMPARED =
            List.of(
                    OrderParameters.PROMPT,
                    OrderParameters.ASPECT_RATIO,
                    OrderParameters.NSFW_CHECKER,
                    OrderParameters.SEED,
                    OrderParameters.OUTPUT_FORMAT,
                    OrderParameters.METADATA);

    private final Map<OrderParameter<?>, Object> values;

    private ParameterValues(Map<OrderParameter<?>, Object> values) {
        this.values = values;
    }

    static ParameterValues read(List<OrderParameter<?>> parameters, Fields fields, Model model) {
        Map<OrderParameter<?>, Object> values = new HashMap<>();
        for (OrderParameter<?> parameter : parameters) {
            Object value = parameter.read(fields, model);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return new ParameterValues(values);
    }

    /// The same with another value.
    public <T> ParameterValues with(OrderParameter<T> parameter, T value) {
        Map<OrderParameter<?>, Object> changed = new HashMap<>(values);
        changed.put(parameter, value);
        return new ParameterValues(changed);
    }

    /// The value of a parameter that has a default or is required.
    <T> T get(OrderParameter<T> parameter) {
        return Objects.requireNonNull(find(parameter), parameter.name());
    }

    /// The value of a parameter, null when it was left out.
    @SuppressWarnings("unchecked") // read and with put values of its type
    <T> @Nullable T find(OrderParameter<T> parameter) {
        return (T) values.get(parameter);
    }

    /// What the values ask for, as text: the same for orders of the same picture.
    String canonical() {
        Stream<String> always = ALWAYS_COMPARED.stream().map(this::text);
        Stream<String> set =
                values.keySet().stream()
                        .filter(parameter -> !isAlwaysCompared(parameter) && isSet(parameter))
                        .map(this::named)
                        .sorted();
        return Stream.concat(always, set).collect(Collectors.joining("\u0000"));
    }

    private static boolean isAlwaysCompared(OrderParameter<?> parameter) {
        return ALWAYS_COMPARED.contains(parameter)
                || parameter == OrderParameters.MODEL
                || parameter == OrderParameters.N;
    }

    private <T> boolean isSet(OrderParameter<T> parameter) {
        return !parameter.isUsual(find(parameter));
    }

    private <T> String text(OrderParameter<T> parameter) {
        return parameter.text(find(parameter));
    }

    /// The URL of the callback was compared without its name from the beginning.
    private String named(OrderParameter<?> parameter) {
        return parameter == OrderParameters.CALLBACK_URL
                ? text(parameter)
                : parameter.name() + "=" + text(parameter);
    }
}
