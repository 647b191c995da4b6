package dev.zimage.packages;

import java.io.IOException;
import java.nio.file.Path;

/// The packages of one laid-out program.
///
/// @param program the folder that [ProgramFolder] laid out
/// @param level of compression
record Packages(Release release, Path program, int level) {

    /// `zimage-VERSION-linux-x64.tar.gz`: unpack it anywhere and run `bin/zimage`.
    Path archive(Path out) throws IOException {
        FileTree tree = new FileTree().copy(release.name(), program, path -> true);
        CppLibrary.addTo(tree, release.name() + "/app/native-cpp");
        Path file = out.resolve(release.name() + "-linux-x64.tar.gz");
        tar().writeCompressed(tree, "", file);
        return file;
    }

    /// `zimage_VERSION_amd64.deb`, with a service of systemd.
    Path debian(Path out) throws IOException {
        DebianPackage debian = new DebianPackage(release, program, tar());
        Path file = out.resolve(debian.fileName());
        debian.write(file);
        return file;
    }

    /// `zimage-VERSION-linux-x64.oci.tar`, an image for Docker, Podman and registries.
    ///
    /// @param work a folder for the parts
    Path image(FileTree base, Path work, Path out) throws IOException {
        ContainerImage image = new ContainerImage(release, program, base, tar());
        Path file = out.resolve(image.fileName());
        image.write(file, work);
        return file;
    }

    private TarArchive tar() {
        return new TarArchive(release.time(), level);
    }
}
