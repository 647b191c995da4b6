package dev.zimage.client;

/// Why a task failed. Its credits were refunded.
///
/// @param code 80001 to 80008, see the server's `docs/errors.md`; 80004 stands for a cancelled task
public record TaskFailure(int code, String message) {

    static final int CANCELLED = 80004;
}
