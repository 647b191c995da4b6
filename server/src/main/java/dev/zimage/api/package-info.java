/// The HTTP interface. [Api] is the server; the handlers see a [Call] and give an [Answer], and
/// only this package knows the HTTP library.
///
/// The package has more than 30 files because the handlers share types that nobody else may see:
/// calls, answers, refusals and the reading of parameters.
@NullMarked
package dev.zimage.api;

import org.jspecify.annotations.NullMarked;
