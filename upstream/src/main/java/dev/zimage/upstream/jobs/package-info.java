/// Servers that keep a queue of jobs: submit, poll, fetch. Start reading at [JobsKind].
@NullMarked
package dev.zimage.upstream.jobs;

import org.jspecify.annotations.NullMarked;
