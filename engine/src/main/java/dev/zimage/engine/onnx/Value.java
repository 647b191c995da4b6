package dev.zimage.engine.onnx;

import java.util.List;

/// A tensor that a [Graph] computes, with the operations that formulas need. Shapes broadcast as in
/// ONNX (and NumPy). A node is named after the module whose value it takes first, so that a profile
/// of the runtime can be read against the model.
public final class Value {

    private final Graph graph;
    private final String name;

    Value(Graph graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    /// Unique in its graph.
    public String name() {
        return name;
    }

    public Graph graph() {
        return graph;
    }

    public Value plus(Value other) {
        return apply("Add", List.of(this, other));
    }

    public Value plus(float number) {
        return plus(graph.scalar(number));
    }

    public Value minus(Value other) {
        return apply("Sub", List.of(this, other));
    }

    public Value times(Value other) {
        return apply("Mul", List.of(this, other));
    }

    public Value times(float number) {
        return times(graph.scalar(number));
    }

    public Value dividedBy(Value other) {
        return apply("Div", List.of(this, other));
    }

    public Value negated() {
        return apply("Neg", List.of(this));
    }

    public Value atLeast(Value other) {
        return apply("Max", List.of(this, other));
    }

    public Value tanh() {
        return apply("Tanh", List.of(this));
    }

    public Value sin() {
        return apply("Sin", List.of(this));
    }

    public Value cos() {
        return apply("Cos", List.of(this));
    }

    /// `x · σ(x)`.
    public Value silu() {
        return apply("com.microsoft:QuickGelu", List.of(this), Attribute.of("alpha", 1f));
    }

    public Value matMul(Value other) {
        return apply("MatMul", List.of(this, other));
    }

    public Value cast(ElementType to) {
        return apply("Cast", List.of(this), Attribute.of("to", (long) to.number()));
    }

    /// The greatest along the last axis, which stays with the size 1.
    public Value greatest() {
        return apply("ReduceMax", List.of(this, graph.longs(-1)));
    }

    /// The least along the last axis, which stays with the size 1.
    public Value least() {
        return apply("ReduceMin", List.of(this, graph.longs(-1)));
    }

    /// The mean along an axis, which stays with the size 1.
    public Value mean(long axis) {
        return apply("ReduceMean", List.of(this, graph.longs(axis)));
    }

    public Value squareRoot() {
        return apply("Sqrt", List.of(this));
    }

    /// Elements of the first axis by their index, in the shape of `places`.
    public Value gather(Value places) {
        return apply("Gather", List.of(this, places));
    }

    /// @param shape 0 keeps the size of that axis, -1 is what remains
    public Value reshape(long... shape) {
        return reshape(graph.longs(shape));
    }

    public Value reshape(Value shape) {
        return apply("Reshape", List.of(this, shape));
    }

    public Value transpose(long... order) {
        return apply("Transpose", List.of(this), Attribute.of("perm", order));
    }

    /// Repeats axes of size 1.
    public Value expand(Value shape) {
        return apply("Expand", List.of(this, shape));
    }

    /// The sizes of the axes `from` to `to` (exclusive), as integers.
    public Value sizes(long from, long to) {
        return apply("Shape", List.of(this), Attribute.of("start", from), Attribute.of("end", to));
    }

    /// The elements `from` to `to` (exclusive) of an axis; both are integers, one each.
    public Value slice(long axis, Value from, Value to) {
        return apply("Slice", List.of(this, from, to, graph.longs(axis)));
    }

    /// One of the equal parts of an axis.
    public Value part(long axis, long index, long size) {
        return slice(axis, graph.longs(index * size), graph.longs((index + 1) * size));
    }

    private Value apply(String type, List<Value> inputs, Attribute... attributes) {
        int slash = name.indexOf('/');
        String module = slash < 0 ? name : name.substring(0, slash);
        String operation = type.substring(type.indexOf(':') + 1);
        return graph.node(graph.unused(module + "/" + operation), type, inputs, attributes);
    }
}
