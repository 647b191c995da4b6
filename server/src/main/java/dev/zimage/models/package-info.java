/// What can be asked for: the catalogue of models, their prices, shapes and sizes.
@NullMarked
package dev.zimage.models;

import org.jspecify.annotations.NullMarked;
