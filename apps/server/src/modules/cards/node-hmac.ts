import { createHmac } from 'node:crypto';
import type { Hmac } from '@tessera/rules';

/** HMAC-SHA256 by node:crypto, for the pay codes' pure implementation. */
export const nodeHmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
