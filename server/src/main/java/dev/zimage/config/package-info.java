/// The settings of one start: read once from the command line, the environment and a file
/// ([ConfigSources]), checked all together, and handed on as records ([Config]). Each setting is
/// declared once, with its default and its bounds, in a section of [ConfigKeys].
///
/// The package has more than 30 files because each section of settings and each choice of values is
/// a file of its own; other packages see only [ConfigSources] and what it returns.
@NullMarked
package dev.zimage.config;

import org.jspecify.annotations.NullMarked;
