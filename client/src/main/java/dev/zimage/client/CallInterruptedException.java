package dev.zimage.client;

/// The calling thread was interrupted; its interrupt flag is set again. A task that was submitted
/// continues.
public final class CallInterruptedException extends ZImageException {

    private static final long serialVersionUID = 1L;

    CallInterruptedException(InterruptedException cause) {
        super("interrupted while waiting for the server", cause);
    }

    /// Wraps the JDK's exception and sets the flag again.
    static CallInterruptedException of(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(cause);
    }
}
