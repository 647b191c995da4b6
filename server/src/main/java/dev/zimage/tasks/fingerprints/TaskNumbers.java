package dev.zimage.tasks.fingerprints;

import dev.zimage.tasks.TaskId;
import java.util.Arrays;
import java.util.HexFormat;

/// Ids of tasks in the order in which they came, in 16 bytes each. Not safe for use by several
/// threads.
final class TaskNumbers {

    private static final int HALF = 16;

    private long[] halves = new long[1024];

    private int size;

    void add(TaskId id) {
        if (2 * size == halves.length) {
            halves = Arrays.copyOf(halves, 3 * size);
        }
        halves[2 * size] = HexFormat.fromHexDigitsToLong(id.hex(), 0, HALF);
        halves[2 * size + 1] = HexFormat.fromHexDigitsToLong(id.hex(), HALF, 2 * HALF);
        size++;
    }

    TaskId get(int number) {
        HexFormat hex = HexFormat.of();
        return new TaskId(
                hex.toHexDigits(halves[2 * number]) + hex.toHexDigits(halves[2 * number + 1]));
    }
}
