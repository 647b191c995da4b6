/// All marks of a picture in one step, between the engine and whatever keeps the file.
@NullMarked
package dev.zimage.provenance.marking;

import org.jspecify.annotations.NullMarked;
