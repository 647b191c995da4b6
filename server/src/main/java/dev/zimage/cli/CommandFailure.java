package dev.zimage.cli;

/// A command that cannot do what it was asked. The message says why and what would help.
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
