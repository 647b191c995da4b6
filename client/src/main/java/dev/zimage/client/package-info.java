/// A client for the API of a zimage server. Begin with [dev.zimage.client.ZImageClient].
@NullMarked
package dev.zimage.client;

import org.jspecify.annotations.NullMarked;
