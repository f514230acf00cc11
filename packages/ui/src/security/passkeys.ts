import { ProblemError } from '@tessera/contract/client';

type Options = Record<string, unknown>;
/** What the server verifies, as the browser gave it. */
export type Credential = { id: string; rawId: string; type: 'public-key' };

/** Asks the device to make a passkey. @throws ProblemError `identity.passkey_wrong` when the person or the device declines */
export async function makePasskey(options: Options): Promise<Credential> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return startRegistration({ optionsJSON: options as never }).catch(declined); // The server made them with the same library.
}

/** Asks for one of the person's passkeys. @throws ProblemError as above */
export async function askPasskey(options: Options): Promise<Credential> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return startAuthentication({ optionsJSON: options as never }).catch(declined); // As above.
}

export function passkeysWork(): boolean {
  return typeof PublicKeyCredential === 'function' && globalThis.isSecureContext;
}

function declined(): never {
  throw new ProblemError({ code: 'identity.passkey_wrong', status: 0, params: {} });
}
