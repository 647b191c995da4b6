package dev.zimage.health;

import java.util.Locale;

/// What an order needs of the machine, the most telling first.
public enum StoragePart {
    DISK,
    DATABASE,
    MEDIA;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
