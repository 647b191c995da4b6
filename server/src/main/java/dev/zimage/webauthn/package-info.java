/// The checks of WebAuthn (passkeys), by a library: what an authenticator sends when a passkey is
/// made and when it is used. Knows neither people nor the database. Start reading at [WebAuthn].
@NullMarked
package dev.zimage.webauthn;

import org.jspecify.annotations.NullMarked;
