package dev.zimage.engine.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/// What the elements of a [Value] are.
public enum ElementType {
    FLOAT(DataType.FLOAT, 4),
    UINT8(DataType.UINT8, 1),
    INT8(DataType.INT8, 1),
    INT32(DataType.INT32, 4),
    INT64(DataType.INT64, 8);

    private final DataType proto;
    private final int bytes;

    ElementType(DataType proto, int bytes) {
        this.proto = proto;
        this.bytes = bytes;
    }

    /// Bytes an element.
    public int bytes() {
        return bytes;
    }

    int number() {
        return proto.getNumber();
    }
}
