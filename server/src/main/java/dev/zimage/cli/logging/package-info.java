/// How the program logs: as text for people or as JSON, from the first line on.
@NullMarked
package dev.zimage.cli.logging;

import org.jspecify.annotations.NullMarked;
