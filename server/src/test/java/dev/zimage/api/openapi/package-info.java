/// The OpenAPI document against the answers and messages of a running server.
@NullMarked
package dev.zimage.api.openapi;

import org.jspecify.annotations.NullMarked;
