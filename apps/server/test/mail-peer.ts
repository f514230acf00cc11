import { SMTPServer } from 'smtp-server';

/** A mail server; `answer` is what it says to the next recipient, 250 at first. */
export async function openMail() {
  const letters: { to: string; text: string }[] = [];
  const mail = { port: 0, answer: 250, letters, close: () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo: (_to, _session, done) => done(mail.answer === 250 ? null : Object.assign(new Error('no'), { responseCode: mail.answer })),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mail.letters.push({ to: envelope.rcptTo.map(({ address }) => address).join(), text: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  mail.port = typeof address === 'object' && address ? address.port : 0;
  mail.close = () => void server.close();
  return mail;
}
