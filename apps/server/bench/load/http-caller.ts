import { newId } from '@tessera/kernel';
import { type Caller, type Calling, chargeText, drawAmountMinor, readAnswers } from './caller.ts';
import { connectTo, NOTHING } from './connect-to.ts';
import { CHARGES_PER_BULK } from './messages.ts';

/** One charge a request, over a connection that is kept. The request is put together from texts that do not change. */
export function openHttpCaller(calling: Calling): Promise<Caller> {
  const head = `${headOf('/api/payments/charges', calling.tokens[0])}idempotency-key: `;
  return open(calling, 1, () => {
    const body = `{"amountMinor":${drawAmountMinor()},"credential":{"kind":"card","uid":"${calling.drawUid()}"}}`;
    return `${head}${newId()}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  });
}

/** As many charges a request as the contract allows, for the connection's tills in turn. */
export function openBulkCaller(calling: Calling): Promise<Caller> {
  const heads = calling.tokens.map((token) => headOf('/api/payments/charges/bulk', token));
  let number = 0;
  return open(calling, CHARGES_PER_BULK, () => {
    number += 1;
    const charges = Array.from({ length: CHARGES_PER_BULK }, () => chargeText(calling.drawUid()));
    const body = `{"charges":[${charges.join(',')}]}`;
    return `${heads[number % heads.length]}content-length: ${body.length}\r\n\r\n${body}`;
  });
}

function headOf(path: string, token = ''): string {
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`;
}

function open(calling: Calling, charges: number, requestText: () => string): Promise<Caller> {
  return new Promise((resolve, reject) => {
    const receive = answerReader((status, body) => {
      const answered = readAnswers(body, charges);
      calling.onAnswer(status === '200' ? answered : { ...answered, refusal: `${status} ${answered.refusal ?? ''}` });
    });
    let closing = false;
    const socket = connectTo(calling.port, receive);
    socket.once('error', (error) => {
      reject(error);
      if (!closing) calling.onFault(error);
    });
    socket.once('close', () => {
      if (!closing) calling.onFault(new Error('the server closed a connection'));
    });
    socket.once('connect', () =>
      resolve({
        ask: () => void socket.write(requestText(), 'latin1'),
        close: () => {
          closing = true;
          socket.destroy();
        },
      }),
    );
  });
}

const HEAD_END = '\r\n\r\n';
const LENGTH = /content-length: (\d+)/i;

/** Reads answers one after another; each bears its length. */
function answerReader(onAnswer: (status: string, body: string) => void): (chunk: Buffer) => void {
  let kept = NOTHING;
  return (chunk) => {
    const read = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    kept = NOTHING;
    const headEnd = read.indexOf(HEAD_END, 0, 'latin1');
    const head = headEnd < 0 ? '' : read.toString('latin1', 0, headEnd);
    const bodyFrom = headEnd + HEAD_END.length;
    const bodyEnd = bodyFrom + Number(LENGTH.exec(head)?.[1]);
    if (headEnd < 0 || read.length < bodyEnd) {
      kept = Buffer.from(read);
      return;
    }
    const body = read.toString('latin1', bodyFrom, bodyEnd); // One request is under way, so nothing follows its answer.
    onAnswer(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length), body);
  };
}
