package dev.zimage.engine.importing;

import dev.zimage.engine.gguf.GgufTensor;
import dev.zimage.engine.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The values of a tensor in the file that it comes from.
sealed interface SourceValues {

    /// How they are written: without loss.
    TensorType written();

    /// Values that are in one of the types that are written, and are copied as they are.
    ///
    /// @param bytes mapped
    record Plain(MemorySegment bytes, TensorType written) implements SourceValues {}

    /// Values that have to be decoded.
    sealed interface Coded extends SourceValues {

        /// Reads values as floats.
        ///
        /// @param from index of the first; where it begins a block, if the type has blocks
        /// @param count whole blocks
        void read(long from, float[] into, int count);
    }

    /// Quantised blocks of a GGUF file. A scale times a whole number needs more digits than 16 bits
    /// have.
    record Blocks(GgufTensor tensor) implements Coded {

        @Override
        public TensorType written() {
            return TensorType.F32;
        }

        @Override
        public void read(long from, float[] into, int count) {
            tensor.read(from, into, count);
        }
    }

    /// Floats of 8 bits.
    ///
    /// @param bytes mapped
    /// @param scales what they are multiplied by: one for all, one a row, or none
    /// @param row values of a row
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EightBits(MemorySegment bytes, EightBitFloat type, float[] scales, long row)
            implements Coded {

        /// Without a scale each value is exact in 16 bits.
        @Override
        public TensorType written() {
            return scales.length == 0 ? TensorType.BF16 : TensorType.F32;
        }

        @Override
        public void read(long from, float[] into, int count) {
            byte[] small = bytes.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
            for (int i = 0; i < count; i++) {
                into[i] = type.value(small[i]);
            }
            if (scales.length == 1) {
                for (int i = 0; i < count; i++) {
                    into[i] *= scales[0];
                }
            } else if (scales.length > 1) {
                for (int i = 0; i < count; i++) {
                    into[i] *= scales[(int) ((from + i) / row)];
                }
            }
        }
    }
}
