/// Request rates of accounts. See [RateLimits].
@NullMarked
package dev.zimage.limits;

import org.jspecify.annotations.NullMarked;
