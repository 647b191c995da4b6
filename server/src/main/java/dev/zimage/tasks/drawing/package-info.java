/// The threads that draw the pictures of claimed tasks. Start reading at [Workers].
@NullMarked
package dev.zimage.tasks.drawing;

import org.jspecify.annotations.NullMarked;
