/// A client for the API of a zimage server. Start reading at [dev.zimage.client.ZImageClient].
///
/// The package has more than 30 files because a library with one package can keep everything but
/// its public API package-private.
@NullMarked
package dev.zimage.client;

import org.jspecify.annotations.NullMarked;
