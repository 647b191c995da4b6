package dev.zimage.engine.precision;

/// Which bytes weights and activations become in `int8`.
enum ByteLevels {
    /// All of a byte on both sides, for processors that add products of bytes into 32 bits.
    WHOLE("int8", 128) {
        @Override
        float scale(float[] row) {
            return greatest(row) / GREATEST;
        }

        @Override
        void finish(byte[] row, int from, int count) {}
    },
    /// All of a byte on both sides, and weights without a sign, which other processors multiply in
    /// 16 bits: exact, and a quarter slower there than the pairs.
    UNSIGNED("uint8", 128) {
        @Override
        float scale(float[] row) {
            return greatest(row) / GREATEST;
        }

        @Override
        void finish(byte[] row, int from, int count) {
            for (int k = from; k < from + count; k++) {
                row[k] += (byte) weightZero();
            }
        }

        @Override
        int weightZero() {
            return 128;
        }
    },
    /// So that the products of two neighbours cannot overflow 16 bits, for processors that add
    /// those first: activations are at most 223, and the weights of two neighbours together at most
    /// 146, which is at most 32,558. That costs less than 7 bits on one side, since two large
    /// weights are seldom neighbours.
    PAIRS("int8-pairs", 112) {
        @Override
        float scale(float[] row) {
            float most = 0;
            for (int k = 0; k < row.length; k += 2) {
                float next = k + 1 < row.length ? Math.abs(row[k + 1]) : 0;
                most = Math.max(most, Math.abs(row[k]) + next);
            }
            return Math.max(greatest(row) / GREATEST, most / PAIR);
        }

        // Two that were both rounded up can be one above the limit.
        @Override
        void finish(byte[] row, int from, int count) {
            for (int k = from; k + 1 < from + count; k += 2) {
                if (Math.abs(row[k]) + Math.abs(row[k + 1]) > PAIR) {
                    int larger = Math.abs(row[k]) > Math.abs(row[k + 1]) ? k : k + 1;
                    row[larger] -= (byte) Integer.signum(row[larger]);
                }
            }
        }
    };

    private static final float GREATEST = 127;
    private static final int PAIR = 146;

    private final String id;
    private final int middle;

    ByteLevels(String id, int middle) {
        this.id = id;
        this.middle = middle;
    }

    /// The fastest of this machine.
    static ByteLevels fast() {
        return ByteProducts.available() ? WHOLE : PAIRS;
    }

    /// The most exact of this machine.
    static ByteLevels exact() {
        return ByteProducts.available() ? WHOLE : UNSIGNED;
    }

    /// Names prepared files, which differ.
    String id() {
        return id;
    }

    /// Of unsigned activations: where zero is, which is one more than the greatest distance from
    /// it.
    int middle() {
        return middle;
    }

    /// What stands for zero in weights.
    int weightZero() {
        return 0;
    }

    /// The scale of an output.
    abstract float scale(float[] row);

    /// Turns rounded weights into what is kept.
    abstract void finish(byte[] row, int from, int count);

    /// @param row of an output
    final void quantise(float[] row, byte[] into, int at) {
        float scale = scale(row);
        float inverse = scale == 0 ? 0 : 1 / scale;
        for (int k = 0; k < row.length; k++) {
            into[at + k] = (byte) Math.round(row[k] * inverse);
        }
        finish(into, at, row.length);
    }

    private static float greatest(float[] row) {
        float most = 0;
        for (float value : row) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }
}
