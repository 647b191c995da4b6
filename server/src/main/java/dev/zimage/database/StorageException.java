package dev.zimage.database;

/// The database could not take a change or answer a question now: the disk is full, another process
/// holds the lock, or it was closed. Nothing of the failed call was stored.
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
