import type { Realm } from '@tessera/contract';
import type { SecretBox } from '../../platform/secret-box.ts';
import { normalPhone, phoneHashOf } from './user.ts';

/** Where a code may be sent. `key` is the realm and a keyed hash: what it is found by without being kept in the clear. */
export type Contact = { kind: 'phone' | 'email'; address: string; key: string };

const PHONE = /^\+?[0-9]{8,15}$/;

/** A phone or an e-mail address in its one form; undefined for what is neither. */
export function contactOf(box: SecretBox, realm: Realm, text: string): Contact | undefined {
  const trimmed = text.trim();
  if (trimmed.includes('@')) return emailContact(box, realm, trimmed);
  const phone = normalPhone(trimmed);
  return PHONE.test(phone) ? { kind: 'phone', address: phone, key: `${realm}:${phoneHashOf(box, phone)}` } : undefined;
}

export function emailContact(box: SecretBox, realm: Realm, text: string): Contact {
  const address = text.trim().toLowerCase();
  return { kind: 'email', address, key: `${realm}:${box.keyedHash('email', address)}` };
}

/** `z***@example.edu`: enough to know one's own, too little to write to. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}
