package dev.zimage.database;

/// The database could not take a change or answer a question; [#failure] says why. Unless that is
/// [StorageFailure#UNCERTAIN], nothing of the failed call was stored.
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StorageFailure failure;

    public StorageException(StorageFailure failure, String message) {
        super(message);
        this.failure = failure;
    }

    public StorageException(StorageFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    public StorageFailure failure() {
        return failure;
    }
}
