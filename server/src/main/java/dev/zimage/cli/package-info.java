/// The command line: what an operator types. [Main] lists the commands.
@NullMarked
package dev.zimage.cli;

import org.jspecify.annotations.NullMarked;
