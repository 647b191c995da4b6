/// The last requests to the API: which came, how they were answered, and how long that took. Start
/// reading at [RequestHistory].
@NullMarked
package dev.zimage.requests;

import org.jspecify.annotations.NullMarked;
