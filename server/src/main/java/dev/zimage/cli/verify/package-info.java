/// The command that says whether pictures were made here.
@NullMarked
package dev.zimage.cli.verify;

import org.jspecify.annotations.NullMarked;
