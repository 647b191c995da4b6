package dev.zimage.people;

import java.time.Duration;

/// The result of an attempt to sign in, or to set or change a password.
public sealed interface SignInResult {

    /// It succeeded, and a new session is open.
    record SignedIn(ConsoleSession.Opened opened) implements SignInResult {}

    /// The address or the password is wrong; the result does not say which.
    record Wrong() implements SignInResult {}

    /// The password is right, and a code is asked for that was not sent.
    record CodeNeeded() implements SignInResult {}

    /// The password is right and the code is wrong, or was used before.
    record WrongCode() implements SignInResult {}

    /// The link is unknown, has been used or has expired.
    record LinkInvalid() implements SignInResult {}

    /// Somebody else has this address.
    record EmailTaken() implements SignInResult {}

    /// A passkey was used too long after its challenge was drawn.
    record ChallengeExpired() implements SignInResult {}

    /// The password was not checked: too many attempts, or too many at once.
    record RetryLater(Duration after) implements SignInResult {}
}
