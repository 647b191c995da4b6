/// Content Credentials (C2PA 2.x): a signed manifest in the file, and what a file's manifest is
/// worth.
@NullMarked
package dev.zimage.provenance.credentials;

import org.jspecify.annotations.NullMarked;
