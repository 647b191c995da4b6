package dev.zimage.engine.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/// A sequence that a part of a graph runs over, one element after the other, so that intermediate
/// results are held for one element at a time.
///
/// @param value whose first axis is the sequence
/// @param type of its elements
/// @param axes of an element: sizes, or names
public record Scan(Value value, ElementType type, List<?> axes) {

    /// Runs a body for each element.
    ///
    /// @param name of the node
    /// @param sequences of the same length
    /// @param ranks how many axes each result of the body has; the results are floats
    /// @param body writes the part into the graph that it is given, from one element of each
    ///   sequence. It reaches values of the graph around it by [Graph#outer]
    /// @return for each result of the body, those of all runs along a new first axis
    public static List<Value> over(
            String name,
            List<Scan> sequences,
            List<Integer> ranks,
            BiFunction<Graph, List<Value>, List<Value>> body) {
        Graph graph = sequences.getFirst().value().graph();
        String node = graph.unused(name);
        Graph inner = graph.inner(node + "/body");
        List<Value> elements = new ArrayList<>();
        for (Scan sequence : sequences) {
            elements.add(
                    inner.input(
                            node + "/element" + elements.size(),
                            sequence.type(),
                            sequence.axes().toArray()));
        }
        List<Value> results = body.apply(inner, elements);
        for (int i = 0; i < ranks.size(); i++) {
            inner.result(results.get(i), ElementType.FLOAT, axes(node + i, ranks.get(i)));
        }
        return graph.node(
                node,
                "Scan",
                sequences.stream().map(Scan::value).toList(),
                results.size(),
                Attribute.of("body", inner.proto()),
                Attribute.of("num_scan_inputs", (long) sequences.size()));
    }

    private static Object[] axes(String prefix, int rank) {
        Object[] axes = new Object[rank];
        Arrays.setAll(axes, i -> prefix + "." + i);
        return axes;
    }
}
