package dev.zimage.engine.model;

import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The tensors that a configuration asks for.
///
/// @param shapes of the tensors that must be there, by name
/// @param extras beginnings of names that may be there as well and are not used
public record TensorLayout(Map<String, List<Long>> shapes, List<String> extras) {

    public TensorLayout {
        shapes = Map.copyOf(shapes);
        extras = List.copyOf(extras);
    }

    /// Compares weights with this layout.
    ///
    /// @throws ModelException says what other weights these are where they are recognised, else
    ///   names the first tensors that are missing, misshapen or surplus
    /// @throws WeightsException names a tensor of a type that is not read
    public void check(Weights weights) throws IOException {
        Map<String, List<Long>> found = new LinkedHashMap<>();
        for (String name : weights.names()) {
            found.put(name, Objects.requireNonNull(weights.shape(name)));
        }
        Optional<String> differences = differences(found);
        if (differences.isPresent()) {
            throw UnsupportedWeights.recognise(weights, this)
                    .map(fault -> new ModelException(fault, false))
                    .orElseGet(() ->
                            new ModelException(
                                    weights.folder()
                                            + ": the weights are not those of config.json"
                                            + differences.get()));
        }
        requireReadableTypes(weights);
    }

    /// Compares tensors with this layout.
    ///
    /// @param found their shapes by name
    /// @return the first that are missing, misshapen or surplus, each list after a semicolon; empty
    ///   when all are as they should be
    public Optional<String> differences(Map<String, List<Long>> found) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        for (Map.Entry<String, List<Long>> wanted : shapes.entrySet()) {
            List<Long> shape = found.get(wanted.getKey());
            if (shape == null) {
                missing.add(wanted.getKey());
            } else if (!shape.equals(wanted.getValue())) {
                misshapen.add(
                        "%s is %s and should be %s"
                                .formatted(wanted.getKey(), shape, wanted.getValue()));
            }
        }
        List<String> surplus = found.keySet().stream().filter(name -> !isKnown(name)).toList();
        String all =
                listed("missing", missing)
                        + listed("misshapen", misshapen)
                        + listed("surplus", surplus);
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private boolean isKnown(String name) {
        return shapes.containsKey(name) || extras.stream().anyMatch(name::startsWith);
    }

    private void requireReadableTypes(Weights weights) throws IOException {
        for (String name : shapes.keySet()) {
            try {
                var _ = weights.tensor(name);
            } catch (WeightsException e) {
                throw UnsupportedWeights.recognise(weights, this)
                        .<IOException>map(fault -> new ModelException(fault, false))
                        .orElse(e);
            }
        }
    }

    /// The part of it whose names begin so.
    public TensorLayout only(String prefix) {
        Map<String, List<Long>> part = new LinkedHashMap<>(shapes);
        part.keySet().removeIf(name -> !name.startsWith(prefix));
        return new TensorLayout(part, List.of());
    }

    private static String listed(String what, Collection<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        return "; " + what + ": " + Names.some(names.stream().sorted());
    }

    /// Collects the tensors of a network, module by module, under the names of its code.
    static final class Builder {

        private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

        Builder tensor(String name, long... shape) {
            List<Long> sides = Arrays.stream(shape).boxed().toList();
            if (shapes.put(name, sides) != null) {
                throw new IllegalStateException("named twice: " + name);
            }
            return this;
        }

        /// The weight of a normalisation over `width` values.
        Builder norm(String name, long width) {
            return tensor(name + ".weight", width);
        }

        /// A normalisation with weight and bias.
        Builder affine(String name, long width) {
            return norm(name, width).tensor(name + ".bias", width);
        }

        /// A linear layer without a bias.
        Builder matrix(String name, long out, long in) {
            return tensor(name + ".weight", out, in);
        }

        /// A linear layer with a bias.
        Builder linear(String name, long out, long in) {
            return matrix(name, out, in).tensor(name + ".bias", out);
        }

        /// A convolution with a square kernel and a bias.
        Builder convolution(String name, long out, long in, long side) {
            return tensor(name + ".weight", out, in, side, side).tensor(name + ".bias", out);
        }

        TensorLayout build(String... extras) {
            return new TensorLayout(shapes, List.of(extras));
        }
    }
}
