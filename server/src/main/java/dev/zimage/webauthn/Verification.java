package dev.zimage.webauthn;

/// The result of verifying what an authenticator has sent.
///
/// @param <T> what is known then
public sealed interface Verification<T> {

    /// It is genuine, and its person was verified by the authenticator.
    record Accepted<T>(T value) implements Verification<T> {}

    /// @param reason for the audit log
    record Refused<T>(String reason) implements Verification<T> {}
}
