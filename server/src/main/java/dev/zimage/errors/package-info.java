/// What can go wrong, as clients see it: one table of codes for requests and tasks.
@NullMarked
package dev.zimage.errors;

import org.jspecify.annotations.NullMarked;
