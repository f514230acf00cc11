import { createHmac } from 'node:crypto';
import { codeOf } from '../errors.ts';
import { type Outbound, OutboundRefused } from '../outbound.ts';
import { SendFailure, type Sms, type SmsPort } from './ports.ts';

export type SmsGatewayOptions = {
  url: string;
  /** Signs each request, so that the gateway knows who asks. */
  secret: string;
  /** JSON with `{to}`, `{text}`, `{locale}` and `{key}` inside its texts: how this gateway likes to be asked. */
  body: string;
  outbound: Pick<Outbound, 'fetch'>;
  clock: () => Date;
};

export const SMS_GATEWAY_BODY = '{"to":"{to}","text":"{text}","locale":"{locale}","key":"{key}"}';

/** What a gateway answers when it does not know us, is slow, or busy: none of that is the message's fault. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 404, 405, 407, 408, 409, 421, 423, 424, 425, 429]);
/** Found out before anything was sent. */
const NOT_REACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/**
 * Any gateway that takes one text message as JSON over https. The request bears `x-tessera-timestamp` (Unix seconds) and
 * `x-tessera-signature`: `v1=` and the hexadecimal HMAC-SHA256 of `timestamp.body`. 2xx is a yes; 4xx that is about the message is a lasting no.
 */
export function createSmsGateway({ url, secret, body, outbound, clock }: SmsGatewayOptions): SmsPort {
  const shape: unknown = JSON.parse(body);
  return {
    async send(message) {
      const text = JSON.stringify(filled(shape, message));
      const timestamp = String(Math.floor(clock().getTime() / 1000));
      const signature = createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'x-tessera-timestamp': timestamp,
        'x-tessera-signature': `v1=${signature}`,
        ...(message.key !== undefined && { 'idempotency-key': message.key }),
      };
      const answer = await outbound.fetch(url, { method: 'POST', headers, body: text }).catch((error: unknown) => {
        throw failureOf(error);
      });
      if (answer.ok) return;
      const isLasting = answer.status >= 400 && answer.status < 500 && !PASSING.has(answer.status);
      throw new SendFailure(isLasting ? 'refused' : 'unsent', `the gateway answered ${answer.status} ${await answer.text()}`);
    },
  };
}

/** Once a request was under way, nobody knows whether the gateway acted on it. */
function failureOf(error: unknown): SendFailure {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof OutboundRefused)
    return new SendFailure(error.reason === 'timeout' || error.reason === 'too_large' ? 'unknown' : 'unsent', reason);
  return new SendFailure(NOT_REACHED.test(codeOf(error) ?? '') ? 'unsent' : 'unknown', reason);
}

function filled(shape: unknown, message: Sms): unknown {
  if (typeof shape === 'string') {
    return shape.replace(/\{(to|text|locale|key)\}/g, (_, name: 'to' | 'text' | 'locale' | 'key') => message[name] ?? '');
  }
  if (Array.isArray(shape)) return shape.map((part) => filled(part, message));
  if (typeof shape === 'object' && shape !== null) {
    return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, filled(part, message)]));
  }
  return shape;
}
