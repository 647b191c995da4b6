package dev.zimage.webauthn;

/// A public key whose private half an authenticator keeps.
///
/// @param id chosen by the authenticator, in Base64 for URLs
/// @param data the public key with its id, in the same form
/// @param transports how browsers reach the authenticator, separated by blanks
/// @param signCount how often it has signed; always 0 where the authenticator does not count
/// @param backupEligible whether it may be copied to other devices of its owner
/// @param backedUp whether it was
public record Credential(
        String id,
        String data,
        String transports,
        long signCount,
        boolean backupEligible,
        boolean backedUp) {}
