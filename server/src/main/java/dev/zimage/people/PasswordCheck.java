package dev.zimage.people;

import java.time.Duration;

/// The result of checking the password of somebody who is already signed in.
public sealed interface PasswordCheck {

    record Right() implements PasswordCheck {}

    record Wrong() implements PasswordCheck {}

    /// The password was not checked: too many attempts, or too many at once.
    record RetryLater(Duration after) implements PasswordCheck {}
}
