/// What accounts have used: credits and pictures by day, key and model. Start reading at [Usage].
@NullMarked
package dev.zimage.usage;

import org.jspecify.annotations.NullMarked;
