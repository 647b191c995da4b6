/// The operations of the API. [dev.zimage.api.PublicRoutes] lists them; the handlers see a
/// [dev.zimage.api.http.Call] and give an [dev.zimage.api.http.Answer]. What all dialects share is
/// in [dev.zimage.api.OrderService].
@NullMarked
package dev.zimage.api;

import org.jspecify.annotations.NullMarked;
