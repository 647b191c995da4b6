package dev.zimage.packages;

/// Why there is no package. The message is for the person who makes it.
final class PackagingFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PackagingFailure(String message) {
        super(message);
    }
}
