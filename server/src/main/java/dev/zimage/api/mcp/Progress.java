package dev.zimage.api.mcp;

/// Where a tool tells how far it is.
interface Progress {

    Progress NONE =
            new Progress() {
                @Override
                public boolean tell(Object token, double progress, String message) {
                    return true;
                }

                @Override
                public boolean stillHere() {
                    return true;
                }
            };

    /// @param token by which the client knows the call
    /// @param progress 0 to 1
    /// @return false when the client is gone
    boolean tell(Object token, double progress, String message);

    /// Says that the call goes on.
    ///
    /// @return false when the client is gone
    boolean stillHere();
}
