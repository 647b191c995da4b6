/// Single sign-on by OpenID Connect: the authorization code flow with PKCE. Start reading at
/// [OidcProvider].
@NullMarked
package dev.zimage.oidc;

import org.jspecify.annotations.NullMarked;
