import type { Realm } from '@tessera/contract';
import type { SecretBox } from '../../platform/secret-box.ts';

/** Stands where a password's hash would be, for a user who has none. No password matches it. */
export const NO_PASSWORD = 'none';

/** What better-auth knows a user by. The realm is part of it, so that member `zhang` and staff `zhang` are two people. */
export function loginOf(realm: Realm, userName: string): string {
  return `${realm}:${userName.toLowerCase()}`;
}

export function userNameOf(login: string): string {
  return login.slice(login.indexOf(':') + 1);
}

/** The library asks for an e-mail address; `.invalid` (RFC 2606) can never receive one. */
export function placeholderEmail(userId: string): string {
  return `${userId}@users.invalid`;
}

/** One form for the ways of writing a mainland number: `+86 13800138000` and `13800138000` are the same phone. */
export function normalPhone(phone: string): string {
  return phone.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
}

/** The blind index under which a phone is found without being kept in the clear. */
export function phoneHashOf(box: SecretBox, phone: string): string {
  return box.keyedHash('phone', normalPhone(phone));
}

export function phoneKeyOf(realm: Realm, phoneHash: string): string {
  return `${realm}:${phoneHash}`;
}
