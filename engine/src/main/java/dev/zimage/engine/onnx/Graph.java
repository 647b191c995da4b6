package dev.zimage.engine.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An ONNX graph that is being built. For one thread.
public final class Graph {

    private static final String MICROSOFT = "com.microsoft";
    private static final int IR_VERSION = 10;
    private static final int OPSET = 21;

    private final GraphProto.Builder graph;
    private final GraphProto.Builder root;
    private final Map<String, Integer> used;
    private final Map<Constant, String> constants;

    private record Constant(ElementType type, List<Long> shape, ByteString bytes) {}

    public Graph(String name) {
        graph = GraphProto.newBuilder().setName(name);
        root = graph;
        used = new HashMap<>();
        constants = new HashMap<>();
    }

    private Graph(String name, Graph outer) {
        graph = GraphProto.newBuilder().setName(name);
        root = outer.root;
        used = outer.used;
        constants = outer.constants;
    }

    /// A graph that a node of this one runs. It sees the values of this one by [#outer(Value)] and
    /// shares its names and constants.
    Graph inner(String name) {
        return new Graph(unused(name), this);
    }

    /// A value of the graph around this one.
    public Value outer(Value value) {
        return new Value(this, value.name());
    }

    /// Makes a value a result of this graph under the value's own name.
    void result(Value value, ElementType type, Object... axes) {
        graph.addOutput(declaration(value.name(), type, axes));
    }

    /// A node with several results.
    List<Value> node(
            String name, String type, List<Value> inputs, int results, Attribute... attributes) {
        NodeProto.Builder node = builder(name, type, inputs, attributes);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            values.add(new Value(this, unused(name + "/" + i)));
            node.addOutput(values.getLast().name());
        }
        graph.addNode(node);
        return values;
    }

    GraphProto proto() {
        return graph.build();
    }

    /// An input of the graph, given at each run.
    ///
    /// @param axes for each axis its size, or a name when the size differs between runs
    public Value input(String name, ElementType type, Object... axes) {
        graph.addInput(declaration(name, type, axes));
        return new Value(this, unused(name));
    }

    /// Makes a value a result of the graph.
    public void output(String name, Value value, ElementType type, Object... axes) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setName(unused(name))
                        .setOpType("Identity")
                        .addInput(value.name())
                        .addOutput(name));
        graph.addOutput(declaration(name, type, axes));
    }

    /// A constant that is a piece of a file.
    ///
    /// @param file relative to the folder that the [Session] is told
    public Value external(
            String name, ElementType type, long[] shape, String file, long offset, long length) {
        long bytes = Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
        if (bytes != length) {
            throw new IllegalArgumentException(
                    name + Arrays.toString(shape) + " is " + bytes + " bytes, not " + length);
        }
        TensorProto.Builder tensor = tensor(unused(name), type, shape);
        tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", file))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(length)));
        root.addInitializer(tensor);
        return new Value(this, tensor.getName());
    }

    /// A small list of real numbers.
    public Value floats(float... values) {
        return constant(ElementType.FLOAT, new long[] {values.length}, bytesOf(values));
    }

    /// A small tensor of real numbers, row after row.
    public Value floats(long[] shape, float... values) {
        return constant(ElementType.FLOAT, shape, bytesOf(values));
    }

    /// A single real number, of no axes.
    public Value scalar(float value) {
        return constant(ElementType.FLOAT, new long[0], bytesOf(value));
    }

    /// A small list of integers.
    public Value longs(long... values) {
        ByteBuffer bytes = littleEndian(values.length * 8);
        bytes.asLongBuffer().put(values);
        return constant(ElementType.INT64, new long[] {values.length}, bytes);
    }

    /// A single byte, of no axes.
    public Value byteScalar(int value) {
        ByteBuffer bytes = littleEndian(1);
        bytes.put(0, (byte) value);
        return constant(ElementType.UINT8, new long[0], bytes);
    }

    /// An input that a node can do without, left out.
    public Value absent() {
        return new Value(this, "");
    }

    /// The values one after the other along an axis.
    public Value concat(long axis, Value... values) {
        return node(unused("concat"), "Concat", List.of(values), Attribute.of("axis", axis));
    }

    /// A node with one result, which has the node's name.
    ///
    /// @param name for example the path of the module, must not be taken
    /// @param type of the operator, with `com.microsoft:` before those of that domain
    public Value node(String name, String type, List<Value> inputs, Attribute... attributes) {
        graph.addNode(builder(name, type, inputs, attributes).addOutput(name));
        return new Value(this, name);
    }

    private static NodeProto.Builder builder(
            String name, String type, List<Value> inputs, Attribute... attributes) {
        boolean microsoft = type.startsWith(MICROSOFT + ":");
        NodeProto.Builder node =
                NodeProto.newBuilder()
                        .setName(name)
                        .setOpType(microsoft ? type.substring(MICROSOFT.length() + 1) : type)
                        .setDomain(microsoft ? MICROSOFT : "");
        inputs.forEach(input -> node.addInput(input.name()));
        for (Attribute attribute : attributes) {
            node.addAttribute(attribute.proto());
        }
        return node;
    }

    /// The name itself when it is free, else with a number behind it. Takes it.
    public String unused(String name) {
        int before = used.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? name : unused(name + "_" + before);
    }

    /// The model file.
    public byte[] serialised() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private Value constant(ElementType type, long[] shape, ByteBuffer bytes) {
        ByteString raw = ByteString.copyFrom(bytes);
        String name =
                constants.computeIfAbsent(
                        new Constant(type, Arrays.stream(shape).boxed().toList(), raw),
                        _ -> {
                            TensorProto.Builder tensor = tensor(unused("constant"), type, shape);
                            root.addInitializer(tensor.setRawData(raw));
                            return tensor.getName();
                        });
        return new Value(this, name);
    }

    private static TensorProto.Builder tensor(String name, ElementType type, long[] shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type.number());
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor;
    }

    private static ValueInfoProto.Builder declaration(
            String name, ElementType type, Object... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object axis : axes) {
            switch (axis) {
                case String symbol -> shape.addDimBuilder().setDimParam(symbol);
                case Number size -> shape.addDimBuilder().setDimValue(size.longValue());
                default ->
                        throw new IllegalArgumentException("an axis is a name or a size: " + axis);
            }
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.number()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor));
    }

    private static StringStringEntryProto.Builder entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value);
    }

    private static ByteBuffer bytesOf(float... values) {
        ByteBuffer bytes = littleEndian(values.length * 4);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
