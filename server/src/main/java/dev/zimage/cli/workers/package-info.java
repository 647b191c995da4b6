/// The command about the processes that draw.
@NullMarked
package dev.zimage.cli.workers;

import org.jspecify.annotations.NullMarked;
