import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Caller, type Calling, chargeText, readAnswers } from './caller.ts';
import { connectTo, NOTHING } from './connect-to.ts';

/** All else is news that a till is told while the worker runs. */
const ANSWER = /^{"type":"(?:answer|refused)"/;

/** A till's WebSocket (RFC 6455), spoken by hand: a library would cost this process more than the server pays for a charge. */
export function openSocketCaller(calling: Calling): Promise<Caller> {
  return new Promise((resolve, reject) => {
    let closing = false;
    let number = 0;
    const caller: Caller = {
      ask() {
        number += 1;
        send(socket, `{"type":"charge","id":${number},"charge":${chargeText(calling.drawUid())}}`);
      },
      close() {
        closing = true;
        socket.destroy();
      },
    };
    const fail = (error: Error) => {
      reject(error);
      if (!closing) calling.onFault(error);
    };
    const socket = connectTo(
      calling.port,
      messageReader({
        onOpen: () => send(socket, JSON.stringify({ type: 'authenticate', token: calling.tokens[0] })),
        onText: (text) => {
          if (text.startsWith('{"type":"ready"')) resolve(caller);
          else if (ANSWER.test(text)) calling.onAnswer(readAnswers(text, 1));
        },
        onFault: fail,
      }),
    );
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('the server closed a socket')));
    socket.once('connect', () => socket.write(handshake()));
  });
}

function handshake(): string {
  const key = randomBytes(16).toString('base64');
  const headers = ['host: 127.0.0.1', 'upgrade: websocket', 'connection: Upgrade', `sec-websocket-key: ${key}`, 'sec-websocket-version: 13'];
  return `GET /api/terminal/socket HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
}

const FINAL_TEXT = 0x81;
const MASKED = 0x80;
const LENGTH_IN_TWO_BYTES = 126;
const LENGTH_IN_EIGHT_BYTES = 127;

/** One frame, masked with zeros: a client has to mask, and zeros leave the text as it is. */
function send(socket: Socket, text: string): void {
  const wide = text.length >= LENGTH_IN_TWO_BYTES;
  const from = wide ? 8 : 6;
  const frame = Buffer.allocUnsafe(from + text.length);
  frame[0] = FINAL_TEXT;
  if (wide) {
    frame[1] = MASKED | LENGTH_IN_TWO_BYTES;
    frame.writeUInt16BE(text.length, 2);
  } else frame[1] = MASKED | text.length;
  frame.fill(0, from - 4, from);
  frame.write(text, from, 'latin1');
  socket.write(frame);
}

type Listening = { readonly onOpen: () => void; readonly onText: (text: string) => void; readonly onFault: (error: Error) => void };

/** The answer to the handshake, then text frames, several or a part of one in a chunk. */
function messageReader(listening: Listening): (chunk: Buffer) => void {
  let kept = NOTHING;
  let isOpen = false;
  const takeHandshake = (): boolean => {
    const end = kept.indexOf('\r\n\r\n');
    if (end < 0) return false;
    if (!kept.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) listening.onFault(new Error('the server opened no socket'));
    kept = kept.subarray(end + 4);
    isOpen = true;
    listening.onOpen();
    return true;
  };
  const takeFrame = (): boolean => {
    const size = (kept[1] ?? 0) & 0x7f;
    const from = size === LENGTH_IN_TWO_BYTES ? 4 : 2;
    if (size === LENGTH_IN_EIGHT_BYTES) listening.onFault(new Error('a message of more than 64 kB'));
    if (kept.length < from) return false;
    const end = from + (size === LENGTH_IN_TWO_BYTES ? kept.readUInt16BE(2) : size);
    if (kept.length < end) return false;
    const text = kept.toString('latin1', from, end);
    const isText = kept[0] === FINAL_TEXT;
    kept = kept.subarray(end);
    if (isText) listening.onText(text);
    return true;
  };
  return (chunk) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    while (isOpen ? takeFrame() : takeHandshake());
    kept = kept.length === 0 ? NOTHING : Buffer.from(kept);
  };
}
