/// The people who sign in to the console: their passwords, the links that let them choose one,
/// their sessions, and the throttle against guessing. Start reading at [People].
@NullMarked
package dev.zimage.people;

import org.jspecify.annotations.NullMarked;
