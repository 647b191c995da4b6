package dev.zimage.engine.importing;

/// Floats of 8 bits, as torch reads them.
enum EightBitFloat {
    /// Four bits of exponent, three of mantissa, no infinities: `torch.float8_e4m3fn`.
    E4M3FN("F8_E4M3", "float8_e4m3fn") {
        @Override
        float decoded(int bits) {
            int exponent = bits >> 3 & 0xF;
            int mantissa = bits & 7;
            if (exponent == 0xF && mantissa == 7) {
                return Float.NaN;
            }
            float size =
                    exponent == 0
                            ? Math.scalb((float) mantissa, -9)
                            : Math.scalb(8f + mantissa, exponent - 10);
            return bits < 0x80 ? size : -size;
        }
    },
    /// The upper half of a 16-bit float: `torch.float8_e5m2`.
    E5M2("F8_E5M2", "float8_e5m2") {
        @Override
        float decoded(int bits) {
            return Float.float16ToFloat((short) (bits << 8));
        }
    };

    private final String safetensorsName;
    private final String comfyName;

    @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor, then only read
    private final float[] values = new float[256];

    EightBitFloat(String safetensorsName, String comfyName) {
        this.safetensorsName = safetensorsName;
        this.comfyName = comfyName;
        for (int bits = 0; bits < values.length; bits++) {
            values[bits] = decoded(bits);
        }
    }

    abstract float decoded(int bits);

    float value(byte bits) {
        return values[bits & 0xFF];
    }

    /// The type of the values in the header of a file.
    String safetensorsName() {
        return safetensorsName;
    }

    /// The format in ComfyUI's metadata.
    String comfyName() {
        return comfyName;
    }
}
