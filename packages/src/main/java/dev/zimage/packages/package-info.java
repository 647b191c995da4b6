/// Makes the packages that run without a build. [Packager] is the program; [ProgramFolder] lays out
/// what all packages contain, and each format is a class: [TarArchive], [DebianPackage],
/// [ContainerImage].
@NullMarked
package dev.zimage.packages;

import org.jspecify.annotations.NullMarked;
