package dev.zimage.packages;

/// Why there is no package, in words for whoever makes it.
final class PackagingFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PackagingFailure(String message) {
        super(message);
    }
}
