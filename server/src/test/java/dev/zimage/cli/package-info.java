/// The commands as a shell starts them, against a data directory of their own. It has more than 30
/// files because each command, and each way in which a start can fail, has a class of its own.
@NullMarked
package dev.zimage.cli;

import org.jspecify.annotations.NullMarked;
