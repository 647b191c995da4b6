/// The HTTP interface. [Api] is the server; the handlers see a [Call] and give an [Answer], and
/// only this package knows the HTTP library.
@NullMarked
package dev.zimage.api;

import org.jspecify.annotations.NullMarked;
