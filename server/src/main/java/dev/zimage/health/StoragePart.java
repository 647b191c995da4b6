package dev.zimage.health;

import java.util.Locale;

/// The parts of the machine that an order needs, the most important first.
public enum StoragePart {
    DISK,
    DATABASE,
    MEDIA;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
