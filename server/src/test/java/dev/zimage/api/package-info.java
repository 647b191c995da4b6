/// The API as clients use it, over HTTP to a running server. It has more than 30 files because each
/// operation, and each way in which the server or what it needs can fail, has a class of its own.
@NullMarked
package dev.zimage.api;

import org.jspecify.annotations.NullMarked;
