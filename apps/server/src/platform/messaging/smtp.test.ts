import { createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { makeCertificate } from '../../../test/certificate.ts';
import { SendFailure } from './ports.ts';
import { createSmtp } from './smtp.ts';

type Received = { from: string; to: string[]; letter: string; user: string | undefined; isSealed: boolean };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const FROM = '一卡通 <card@example.edu>';
const letter = { to: 'xiaoyu@example.edu', subject: '余额变动', text: '您已充值 ¥50.00。', html: '<p>您已充值 <b>¥50.00</b>。</p>', key: 'k-1' };

/** A mail server on loopback that keeps what it takes. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          letter: Buffer.concat(chunks).toString('utf8'),
          user: session.user === undefined ? undefined : String(session.user),
          isSealed: session.secure,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, received };
}

const verdictOf = async (sending: Promise<void>) =>
  sending.then(
    () => 'taken',
    (error: unknown) => (error instanceof SendFailure ? [error.verdict, error.message] : error),
  );
const refuseWith = (code: number) => Object.assign(new Error('not today'), { responseCode: code });

test('a letter goes over STARTTLS with a sign-in, in both dresses, and bears its key', async () => {
  const { key, cert } = makeCertificate();
  const { port, received } = await mailServer({
    key,
    cert,
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      password === 'p@ss' ? done(null, { user: username }) : done(Object.assign(new Error('who?'), { responseCode: 535 })),
  });
  await createSmtp({ url: `smtp://card:p%40ss@localhost:${port}`, from: FROM, ca: cert }).send(letter);
  expect(received).toMatchObject([{ from: 'card@example.edu', to: [letter.to], user: 'card', isSealed: true }]);
  expect(received[0]?.letter).toMatch(/^Message-ID: <k-1@example\.edu>/m);
  expect(received[0]?.letter).toMatch(/^Content-Type: multipart\/alternative/m);
  const wrong = createSmtp({ url: `smtp://card:wrong@localhost:${port}`, from: FROM, ca: cert });
  expect(await verdictOf(wrong.send(letter))).toEqual(['unsent', expect.stringContaining('535')]);
});

test('a server without STARTTLS, or with a stranger’s certificate, is told nothing', async () => {
  const plain = await mailServer({ disabledCommands: ['STARTTLS'] });
  expect(await verdictOf(createSmtp({ url: `smtp://127.0.0.1:${plain.port}`, from: FROM }).send(letter))).toEqual(['unsent', expect.any(String)]);
  const strange = await mailServer(makeCertificate());
  expect(await verdictOf(createSmtp({ url: `smtp://127.0.0.1:${strange.port}`, from: FROM }).send(letter))).toEqual(['unsent', expect.any(String)]);
  expect([...plain.received, ...strange.received]).toEqual([]);
});

test('TLS from the first byte', async () => {
  const { key, cert } = makeCertificate();
  const { port, received } = await mailServer({ key, cert, secure: true });
  await createSmtp({ url: `smtps://localhost:${port}`, from: FROM, ca: cert }).send(letter);
  expect(received).toHaveLength(1);
});

test.each([
  [550, 'refused'],
  [452, 'unsent'],
  [503, 'unsent'],
])('a recipient answered %d is %s', async (code, verdict) => {
  const { port } = await mailServer({ disabledCommands: ['STARTTLS'], onRcptTo: (_to, _session, done) => done(refuseWith(code)) });
  const sending = createSmtp({ url: `smtp://127.0.0.1:${port}?starttls=never`, from: FROM }).send(letter);
  expect(await verdictOf(sending)).toEqual([verdict, expect.stringContaining(String(code))]);
});

test.each([
  [554, 'refused'],
  [451, 'unsent'],
])('a letter answered %d after its last byte is %s', async (code, verdict) => {
  const onData: SMTPServerOptions['onData'] = (stream, _session, done) => {
    stream.resume();
    stream.on('end', () => done(refuseWith(code)));
  };
  const { port } = await mailServer({ disabledCommands: ['STARTTLS'], onData });
  const sending = createSmtp({ url: `smtp://127.0.0.1:${port}?starttls=never`, from: FROM }).send(letter);
  expect(await verdictOf(sending)).toEqual([verdict, expect.stringContaining(String(code))]);
});

test('a line that breaks before the letter leaves it unsent, after its first byte unknown', async () => {
  const url = (port: number) => `smtp://127.0.0.1:${port}?starttls=never`;
  expect(await verdictOf(createSmtp({ url: url(1), from: FROM }).send(letter))).toEqual(['unsent', expect.any(String)]);
  const early = await shortSpoken(/^RCPT/);
  expect(await verdictOf(createSmtp({ url: url(early), from: FROM }).send(letter))).toEqual(['unsent', expect.any(String)]);
  const late = await shortSpoken(/never/);
  const patient = createSmtp({ url: url(late), from: FROM, silenceTimeoutMs: 300 });
  expect(await verdictOf(patient.send(letter))).toEqual(['unknown', expect.any(String)]);
});

test('an address with a line break cannot add a header, nor a second recipient', async () => {
  const { port, received } = await mailServer({ disabledCommands: ['STARTTLS'] });
  const smtp = createSmtp({ url: `smtp://127.0.0.1:${port}?starttls=never`, from: FROM });
  await verdictOf(smtp.send({ ...letter, to: 'a@example.edu\r\nBcc: b@example.edu' }));
  await smtp.send({ ...letter, subject: 'hello\r\nBcc: b@example.edu' });
  expect(received.flatMap(({ to }) => to)).not.toContain('b@example.edu');
  expect(received.map(({ letter: text }) => text).join()).not.toMatch(/^Bcc:/im);
});

/** Speaks just enough SMTP to take a letter, and never says whether it did; hangs up at a line that matches `cut`. */
async function shortSpoken(cut: RegExp): Promise<number> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      const line = chunk.toString();
      if (cut.test(line)) socket.destroy();
      else if (/^(EHLO|HELO|MAIL|RCPT)/.test(line)) socket.write('250 fine\r\n');
      else if (line.startsWith('DATA')) socket.write('354 go on\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
