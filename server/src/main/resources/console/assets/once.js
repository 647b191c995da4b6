/**
 * A key for `Idempotency-Key`: a request that is sent twice with it counts once.
 * (`crypto.randomUUID` is only there on https and localhost.)
 */
export function onceKey() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
