/// Engines on other servers. [UpstreamEngine] draws on servers of one [ServerKind], as its
/// [UpstreamOptions] say. Each kind has a package below this one, and [ServerKinds] lists it; what
/// kinds share is here. What a server answers is not trusted: it is bounded in size and time, and
/// nothing but decoded pictures leaves these packages: the finished one, of the wanted size, and
/// previews.
@NullMarked
package dev.zimage.upstream;

import org.jspecify.annotations.NullMarked;
