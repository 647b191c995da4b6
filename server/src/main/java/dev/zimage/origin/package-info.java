/// Where a request came from, and under which URL its client reaches the service: forwarded headers
/// of trusted proxies, IP addresses and base URLs. Start reading at [dev.zimage.origin.PublicUrl].
@NullMarked
package dev.zimage.origin;

import org.jspecify.annotations.NullMarked;
