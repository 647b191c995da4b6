package dev.zimage.engine.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import com.google.protobuf.ByteString;

/// A fixed parameter of a node.
public final class Attribute {

    private final AttributeProto proto;

    private Attribute(AttributeProto.Builder proto) {
        this.proto = proto.build();
    }

    /// An integer.
    public static Attribute of(String name, long value) {
        return new Attribute(named(name, AttributeType.INT).setI(value));
    }

    /// A real number.
    public static Attribute of(String name, float value) {
        return new Attribute(named(name, AttributeType.FLOAT).setF(value));
    }

    /// A word.
    public static Attribute of(String name, String value) {
        return new Attribute(
                named(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    }

    /// A list of integers.
    public static Attribute of(String name, long... values) {
        AttributeProto.Builder proto = named(name, AttributeType.INTS);
        for (long value : values) {
            proto.addInts(value);
        }
        return new Attribute(proto);
    }

    /// A graph that the node runs.
    static Attribute of(String name, GraphProto value) {
        return new Attribute(named(name, AttributeType.GRAPH).setG(value));
    }

    private static AttributeProto.Builder named(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    AttributeProto proto() {
        return proto;
    }
}
