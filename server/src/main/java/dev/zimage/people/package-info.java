/// Who signs in to the console: people with their passwords, the links that let them choose one,
/// their sessions, and what holds guesses up. Start reading at [SignIn].
@NullMarked
package dev.zimage.people;

import org.jspecify.annotations.NullMarked;
