/// The people who sign in to the console: their passwords, the links that let them choose one,
/// their passkeys and sessions, and the throttle against guessing. Start reading at [People].
///
/// The package has more than 30 files because each way to sign in changes people, sessions, the
/// throttle and the logs in one transaction, and none of these is for others to change.
@NullMarked
package dev.zimage.people;

import org.jspecify.annotations.NullMarked;
