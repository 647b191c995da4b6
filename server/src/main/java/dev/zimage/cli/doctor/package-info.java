/// What `zimage doctor` looks at. [Doctor] lists the checks; each is a class of its own.
@NullMarked
package dev.zimage.cli.doctor;

import org.jspecify.annotations.NullMarked;
