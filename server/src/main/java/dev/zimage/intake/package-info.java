/// The pictures that clients send to be edited: fetched, checked and stored before the order is
/// taken. Start reading at [PictureIntake].
@NullMarked
package dev.zimage.intake;

import org.jspecify.annotations.NullMarked;
