/// Commands that need no server: `pull` fetches the model, `import` makes its folder from single
/// files, `generate` draws one picture.
@NullMarked
package dev.zimage.cli.model;

import org.jspecify.annotations.NullMarked;
