package dev.zimage.cli.command;

/// A command that cannot do what it was asked. The message says why and what would help.
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }
}
