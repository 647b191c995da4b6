import { get, post } from './api.js';
import { either } from './i18n.js';

const REFUSED = 10005;

/** Whether this browser can make and use passkeys here. */
export function hasPasskeys() {
  return Boolean(globalThis.PublicKeyCredential);
}

/** Signs in with a passkey that the browser finds; undefined when the person has called it off. */
export async function signInByPasskey() {
  const { challenge, host } = await get('/console/api/session/passkey');
  try {
    const credential = await navigator.credentials.get({
      publicKey: { challenge: bytes(challenge), rpId: host, userVerification: 'required' },
    });
    return await post('/console/api/session/passkey', {
      credential: sent(credential, ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle']),
    });
  } catch (error) {
    if (error.name === 'NotAllowedError') return undefined;
    if (error instanceof DOMException) throw either(['This browser cannot use passkeys here.', '此浏览器在这里不能使用通行密钥。']);
    if (error.code === REFUSED) throw either(['This passkey is not accepted. Sign in with your password.', '此通行密钥不被接受。请使用密码登录。']);
    throw error;
  }
}

/** Makes a passkey as the server has asked for, in the form in which it takes the answer. */
export async function makePasskey({ challenge, host, handle, name, known, algorithms }) {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge),
      rp: { id: host, name: 'zimage' },
      user: { id: bytes(handle), name, displayName: name },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: known.map((id) => ({ type: 'public-key', id: bytes(id) })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
    },
  });
  const answer = sent(credential, ['clientDataJSON', 'attestationObject']);
  answer.response.transports = credential.response.getTransports?.() ?? [];
  return answer;
}

/** A credential as JSON. `toJSON` of the browsers is too young. */
function sent({ id, type, response }, parts) {
  const told = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, rawId: id, type, response: Object.fromEntries(told), clientExtensionResults: {} };
}

function bytes(encoded) {
  return Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
