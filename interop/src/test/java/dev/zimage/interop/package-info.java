/// Clients that others wrote, unmodified, against a running server.
@NullMarked
package dev.zimage.interop;

import org.jspecify.annotations.NullMarked;
