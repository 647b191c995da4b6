package dev.zimage.people;

import java.time.Duration;

/// The result when somebody who is signed in has to show the password again.
public sealed interface PasswordCheck {

    record Right() implements PasswordCheck {}

    record Wrong() implements PasswordCheck {}

    /// It was not checked: too many attempts, or too many at once.
    record RetryLater(Duration after) implements PasswordCheck {}
}
