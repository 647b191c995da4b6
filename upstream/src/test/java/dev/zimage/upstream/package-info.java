/// Engines on other servers against small servers that imitate the real ones, as their documents
/// and issues describe them.
@NullMarked
package dev.zimage.upstream;

import org.jspecify.annotations.NullMarked;
