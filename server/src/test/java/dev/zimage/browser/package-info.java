/// The console in a real Chromium: each page, by mouse and by keyboard, as people use it.
@NullMarked
package dev.zimage.browser;

import org.jspecify.annotations.NullMarked;
