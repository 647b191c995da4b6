/// Who acts. The edges, HTTP and the command line, say so once; everything below can ask.
@NullMarked
package dev.zimage.actor;

import org.jspecify.annotations.NullMarked;
