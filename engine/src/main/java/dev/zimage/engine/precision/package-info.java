/// How the weights of a model are kept and multiplied: as they are, or quantised.
///
/// [Precision] names the choices, [LinearLayers] writes a linear layer of each into a graph. What a
/// graph asks for is planned in a [WeightFile], which is made once from the published weights, kept
/// beside them, and mapped by every later session.
@NullMarked
package dev.zimage.engine.precision;

import org.jspecify.annotations.NullMarked;
