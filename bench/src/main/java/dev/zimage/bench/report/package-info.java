/// Figures, what each has to reach, and the page that shows them.
@NullMarked
package dev.zimage.bench.report;

import org.jspecify.annotations.NullMarked;
