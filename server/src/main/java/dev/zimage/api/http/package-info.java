/// HTTP itself: the library and its hardening, routes and the handling of each request. Knows none
/// of the operations. The only package that knows the HTTP library.
@NullMarked
package dev.zimage.api.http;

import org.jspecify.annotations.NullMarked;
