/// What commands share: the options that several have, their output, their failures, and the
/// environment that they run in.
@NullMarked
package dev.zimage.cli.command;

import org.jspecify.annotations.NullMarked;
