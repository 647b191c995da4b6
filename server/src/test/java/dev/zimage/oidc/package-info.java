/// Signing in at a real OpenID provider, which runs in a process of its own.
@NullMarked
package dev.zimage.oidc;

import org.jspecify.annotations.NullMarked;
