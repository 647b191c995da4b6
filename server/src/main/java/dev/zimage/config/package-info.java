/// The settings of one start: read once from the command line, the environment and a file
/// ([ConfigSources]), checked all together, and handed on as records ([Config]). Every setting, its
/// default and its bounds stand in one table ([ConfigKey]).
@NullMarked
package dev.zimage.config;

import org.jspecify.annotations.NullMarked;
