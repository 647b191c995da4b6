@NullMarked
package dev.zimage.client;

import org.jspecify.annotations.NullMarked;
