package dev.zimage.engine.gguf;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the values of a tensor are stored: in blocks of a fixed number of values and bytes, along
/// the fastest axis.
public enum GgufType {
    F32(0, 1, 4, null),
    F16(1, 1, 2, null),
    BF16(30, 1, 2, null),
    Q4_0(2, 32, 18, SmallBlocks::q40),
    Q4_1(3, 32, 20, SmallBlocks::q41),
    Q5_0(6, 32, 22, SmallBlocks::q50),
    Q5_1(7, 32, 24, SmallBlocks::q51),
    Q8_0(8, 32, 34, SmallBlocks::q80),
    Q2_K(10, 256, 84, SuperBlocks::q2k),
    Q3_K(11, 256, 110, SuperBlocks::q3k),
    Q4_K(12, 256, 144, SuperBlocks::q4k),
    Q5_K(13, 256, 176, SuperBlocks::q5k),
    Q6_K(14, 256, 210, SuperBlocks::q6k);

    /// Decodes one block.
    interface BlockDecoder {
        /// @param bytes of several blocks
        /// @param from where the block begins
        /// @param into is filled from `at` on
        void decode(byte[] bytes, int from, float[] into, int at);
    }

    /// The types that are not read, as ggml names them.
    private static final Map<Integer, String> OTHERS =
            Map.ofEntries(
                    Map.entry(9, "Q8_1"),
                    Map.entry(15, "Q8_K"),
                    Map.entry(16, "IQ2_XXS"),
                    Map.entry(17, "IQ2_XS"),
                    Map.entry(18, "IQ3_XXS"),
                    Map.entry(19, "IQ1_S"),
                    Map.entry(20, "IQ4_NL"),
                    Map.entry(21, "IQ3_S"),
                    Map.entry(22, "IQ2_S"),
                    Map.entry(23, "IQ4_XS"),
                    Map.entry(24, "I8"),
                    Map.entry(25, "I16"),
                    Map.entry(26, "I32"),
                    Map.entry(27, "I64"),
                    Map.entry(28, "F64"),
                    Map.entry(29, "IQ1_M"),
                    Map.entry(34, "TQ1_0"),
                    Map.entry(35, "TQ2_0"),
                    Map.entry(39, "MXFP4"));

    private final int id;
    private final int blockValues;
    private final int blockBytes;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final @Nullable BlockDecoder decoder;

    GgufType(int id, int blockValues, int blockBytes, @Nullable BlockDecoder decoder) {
        this.id = id;
        this.blockValues = blockValues;
        this.blockBytes = blockBytes;
        this.decoder = decoder;
    }

    /// What a type of ours or another one is called, for messages.
    static String name(int id) {
        return of(id).map(Enum::name)
                .or(() -> Optional.ofNullable(OTHERS.get(id)))
                .orElse("GGUF type " + Integer.toUnsignedString(id));
    }

    static Optional<GgufType> of(int id) {
        for (GgufType type : values()) {
            if (type.id == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// Values of a block; 1 for types without blocks.
    public int blockValues() {
        return blockValues;
    }

    /// Bytes of a block, or of a value of the types without blocks.
    public int blockBytes() {
        return blockBytes;
    }

    BlockDecoder decoder() {
        if (decoder == null) {
            throw new IllegalStateException(this + " has no blocks");
        }
        return decoder;
    }
}
