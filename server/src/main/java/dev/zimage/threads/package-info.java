/// How threads wait for each other.
@NullMarked
package dev.zimage.threads;

import org.jspecify.annotations.NullMarked;
