/// The command about tasks.
@NullMarked
package dev.zimage.cli.tasks;

import org.jspecify.annotations.NullMarked;
