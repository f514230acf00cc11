import { once } from 'node:events';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { codeOf } from '../errors.ts';
import { type Email, type EmailPort, SendFailure, type SendVerdict } from './ports.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;
/** What the server said of this letter. A refused sign-in is a fault of the set-up, and once that is mended the letter may leave. */
const ABOUT_THE_LETTER = new Set(['EENVELOPE', 'EMESSAGE']);

export type SmtpOptions = {
  /** `smtps://user:password@host:465` speaks TLS at once; `smtp://` insists on STARTTLS unless it ends in `?starttls=never`. */
  url: string;
  /** Who writes: `一卡通 <card@example.edu>`. */
  from: string;
  /** Authorities instead of those that Node trusts. */
  ca?: string;
  silenceTimeoutMs?: number;
};

/**
 * Sends letters to a mail server, one connection each. A letter bears its key as Message-ID, so that a mailbox can tell one that comes
 * twice. A line that breaks after the letter began to flow leaves its fate `unknown`; before, it is `unsent`.
 */
export function createSmtp(options: SmtpOptions): EmailPort {
  const { username, password } = new URL(options.url);
  const sign = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const domain = /@([^\s>]+)/.exec(options.from)?.[1] ?? 'localhost';
  return {
    async send(email) {
      const node = new MailComposer(mailOf(email, options.from, domain)).compile();
      const raw = await node.build();
      const { from, to } = node.getEnvelope();
      const connection = new SMTPConnection(connectionOf(options));
      let isFlowing = false;
      // Asked for its bytes only when the server is ready to take them.
      const letter = new Readable({
        read() {
          isFlowing = true;
          this.push(raw);
          this.push(null);
        },
      });
      const broken = once(connection, 'error').then(([error]) => Promise.reject(error));
      const talk = async () => {
        await promisify(connection.connect.bind(connection))();
        if (sign.user !== '') await promisify(connection.login.bind(connection))(sign);
        await promisify(connection.send.bind(connection))({ from, to }, letter);
        connection.quit();
      };
      try {
        await Promise.race([talk(), broken]);
      } catch (error) {
        connection.close();
        throw failureOf(error, isFlowing);
      }
    },
  };
}

function mailOf({ to, subject, text, html, key, attachments = [], stopUrl }: Email, from: string, domain: string) {
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    ...(html !== undefined && { html }),
    ...(key !== undefined && { messageId: `<${key}@${domain}>` }),
    attachments: attachments.map(({ name, type, base64 }) => ({ filename: name, contentType: type, content: base64, encoding: 'base64' as const })),
    headers: {
      'auto-submitted': 'auto-generated',
      ...(stopUrl !== undefined && { 'list-unsubscribe': `<${stopUrl}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function connectionOf({ url, ca, silenceTimeoutMs = SILENCE_TIMEOUT_MS }: SmtpOptions) {
  const { protocol, hostname, port, searchParams } = new URL(url);
  const isSealed = protocol === 'smtps:';
  const isPlain = searchParams.get('starttls') === 'never';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (isSealed ? 465 : 587),
    secure: isSealed,
    requireTLS: !isSealed && !isPlain,
    ignoreTLS: isPlain,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: silenceTimeoutMs,
    allowInternalNetworkInterfaces: true,
    ...(ca !== undefined && { tls: { ca } }),
  };
}

function failureOf(error: unknown, isFlowing: boolean): SendFailure {
  const fault: { message: string; responseCode?: unknown; response?: unknown } = error instanceof Error ? error : new Error(String(error));
  const said = typeof fault.response === 'string' ? fault.response : fault.message;
  return new SendFailure(verdictOf({ code: codeOf(error) ?? '', answer: Number(fault.responseCode) || 0, isFlowing }), said);
}

/** RFC 5321: 5yz is a lasting refusal, 4yz a passing one; 503 says that the session was at fault and not the letter. */
function verdictOf(fault: { code: string; answer: number; isFlowing: boolean }): SendVerdict {
  if (!ABOUT_THE_LETTER.has(fault.code)) return fault.isFlowing ? 'unknown' : 'unsent';
  // Without an answer the letter was refused on our side: an address or a size that the server has no room for.
  return fault.answer === 0 || (fault.answer >= 500 && fault.answer !== 503) ? 'refused' : 'unsent';
}
