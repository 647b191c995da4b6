package dev.zimage.tasks;

import dev.zimage.engine.EncodedImage;
import dev.zimage.provenance.fingerprint.Fingerprint;
import java.util.Optional;

/// The picture with which a task ends.
///
/// @param file as it was stored
/// @param fingerprint by which a copy is recognised; empty where none is kept
public record FinishedPicture(EncodedImage file, Optional<Fingerprint> fingerprint) {}
