package dev.zimage.intake;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/// The file that a decoder reads, which may go on past its end only for a while: some take zeros
/// for what is missing, at the price of an exception for each pixel, so that a WebP file of 500
/// bytes would take minutes. Closing it leaves the file open.
final class EndedInput extends ImageInputStreamImpl {

    /// Decoders of whole files meet the end a few times.
    private static final int MOST_ENDS = 10_000;

    private final ImageInputStream in;
    private int ends;

    /// @param in at its beginning
    EndedInput(ImageInputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        in.seek(streamPos);
        return counted(in.read(), 1);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        bitOffset = 0;
        in.seek(streamPos);
        int read = in.read(to, offset, length);
        return counted(read, read);
    }

    /// @param read what was read, -1 at the end
    private int counted(int read, int length) {
        if (read >= 0) {
            streamPos += length;
        } else if (++ends > MOST_ENDS) {
            throw new IllegalStateException("the decoder does not stop at the end of the file");
        }
        return read;
    }

    @Override
    public long length() {
        try {
            return in.length();
        } catch (IOException e) {
            return -1;
        }
    }
}
