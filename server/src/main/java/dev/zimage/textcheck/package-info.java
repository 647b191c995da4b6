/// The text check: reads the texts that a prompt wants back from its picture, and has the picture
/// drawn again when they are wrong. Start reading at [TextCheck]; `docs/text-check.md` says what it
/// reads, and what it cannot.
@NullMarked
package dev.zimage.textcheck;

import org.jspecify.annotations.NullMarked;
