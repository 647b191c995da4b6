/// Perceptual hashes: pictures that look alike have fingerprints that differ in few bits.
@NullMarked
package dev.zimage.provenance.fingerprint;

import org.jspecify.annotations.NullMarked;
