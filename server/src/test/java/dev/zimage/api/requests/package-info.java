/// Requests that are slow, malformed or hostile.
@NullMarked
package dev.zimage.api.requests;

import org.jspecify.annotations.NullMarked;
