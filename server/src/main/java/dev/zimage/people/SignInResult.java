package dev.zimage.people;

import java.time.Duration;

/// What became of a try to sign in, to choose a password or to change it.
public sealed interface SignInResult {

    /// It was right; there is a new session.
    record SignedIn(ConsoleSession.Opened opened) implements SignInResult {}

    /// The address or the password is wrong; it is not said which.
    record Wrong() implements SignInResult {}

    /// The link is unknown, was used before or has expired.
    record LinkInvalid() implements SignInResult {}

    /// Somebody else has this address.
    record EmailTaken() implements SignInResult {}

    /// Not looked at: too many tries, or too many at once.
    record ComeAgain(Duration after) implements SignInResult {}
}
