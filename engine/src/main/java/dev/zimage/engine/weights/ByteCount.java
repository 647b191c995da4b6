package dev.zimage.engine.weights;

import java.util.Locale;

/// Bytes for people, in units of a thousand, as disks and networks are sold.
public final class ByteCount {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private ByteCount() {}

    /// For example `32.9 GB`.
    public static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String form = unit == 0 || Math.abs(value) >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, value, UNITS[unit]);
    }
}
