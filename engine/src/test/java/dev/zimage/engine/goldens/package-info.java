/// Models and tensors of the reference implementation that tests compare with.
@NullMarked
package dev.zimage.engine.goldens;

import org.jspecify.annotations.NullMarked;
