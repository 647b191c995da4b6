/// Finds the texts that a prompt wants written in its picture: what it puts in quotation marks, and
/// what it announces without them.
@NullMarked
package dev.zimage.texts;

import org.jspecify.annotations.NullMarked;
