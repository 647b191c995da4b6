/// The `zimage` script, run for real against JDKs and a Maven that are stand-ins.
@NullMarked
package dev.zimage.launcher;

import org.jspecify.annotations.NullMarked;
