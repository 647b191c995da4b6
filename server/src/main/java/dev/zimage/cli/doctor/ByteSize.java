package dev.zimage.cli.doctor;

import java.util.Locale;

/// Amounts of memory for people.
final class ByteSize {

    private static final double KIB = 1L << 10;
    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;

    private ByteSize() {}

    static String text(long bytes) {
        if (bytes >= GIB) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
        }
        return bytes >= MIB
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
                : String.format(Locale.ROOT, "%.1f KiB", bytes / KIB);
    }
}
