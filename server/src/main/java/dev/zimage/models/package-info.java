/// What can be asked for: the catalogue of models, their prices and the aspect ratios.
@NullMarked
package dev.zimage.models;

import org.jspecify.annotations.NullMarked;
