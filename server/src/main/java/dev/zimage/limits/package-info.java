/// How often an account may call. See [RateLimits].
@NullMarked
package dev.zimage.limits;

import org.jspecify.annotations.NullMarked;
