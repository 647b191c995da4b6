/// Pictures in a bucket of Amazon S3, or of another server with its protocol (MinIO, Ceph, R2).
/// Start reading at [S3MediaStore].
@NullMarked
package dev.zimage.media.s3;

import org.jspecify.annotations.NullMarked;
