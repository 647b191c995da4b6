package dev.zimage.download;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The models that have a short name, which is also that of their folder.
public enum KnownModel {
    Z_IMAGE_TURBO("Tongyi-MAI/Z-Image-Turbo", 33_000_000_000L),
    Z_IMAGE("Tongyi-MAI/Z-Image", 0);

    private final String repository;
    private final long bytes;

    KnownModel(String repository, long bytes) {
        this.repository = repository;
        this.bytes = bytes;
    }

    /// The short name, like `z-image-turbo`.
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As hubs have it, `OWNER/NAME`.
    public String repository() {
        return repository;
    }

    /// About how large it is; 0 when that is unknown.
    public long bytes() {
        return bytes;
    }

    /// The model with this short name, in any case.
    public static Optional<KnownModel> named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.shortName().equalsIgnoreCase(name))
                .findFirst();
    }

    static OptionalLong bytesOf(String repository) {
        return Arrays.stream(values())
                .filter(model -> model.repository.equals(repository) && model.bytes > 0)
                .mapToLong(KnownModel::bytes)
                .findFirst();
    }
}
