/// Commands for the people who sign in to the console.
@NullMarked
package dev.zimage.cli.people;

import org.jspecify.annotations.NullMarked;
