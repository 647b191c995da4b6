/// The command that tells of pictures whether they were made here.
@NullMarked
package dev.zimage.cli.verify;

import org.jspecify.annotations.NullMarked;
