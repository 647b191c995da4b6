/// Trials of the finished program, from outside: it runs as a process of its own, and is killed,
/// starved and stopped. [InstalledServer] is the program and its data directory.
@NullMarked
package dev.zimage.trial;

import org.jspecify.annotations.NullMarked;
