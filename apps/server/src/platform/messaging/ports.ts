/** A text message to one phone. */
export type Sms = { to: string; text: string; locale?: string; key?: string };
/** A letter to one address; `html` is the same in another dress, never more. Whoever wants no more of its kind posts to `stopUrl` (RFC 8058). */
export type Email = { to: string; subject: string; text: string; html?: string; key?: string; attachments?: readonly Attachment[]; stopUrl?: string };
/** A file that comes with a letter. */
export type Attachment = { name: string; type: string; base64: string };

/**
 * Whoever carries a message: a provider, or the outbox. `key` names the message, so that whoever carries it may know one that comes again.
 * @throws SendFailure
 */
export type SmsPort = { send: (message: Sms) => Promise<void> };
export type EmailPort = { send: (message: Email) => Promise<void> };

/**
 * What became of a message that was not taken: `unsent` may be tried again, `refused` never will be taken, and `unknown` may have left,
 * because the answer to its last byte never came.
 */
export type SendVerdict = 'unsent' | 'refused' | 'unknown';

/** A message that its carrier did not take. The text is the carrier's, for a log that staff read; it holds no secret of ours. */
export class SendFailure extends Error {
  override name = 'SendFailure';
  readonly verdict: SendVerdict;

  constructor(verdict: SendVerdict, reason: string) {
    // A database keeps no NUL in a text, and what a carrier answers may hold anything.
    super(reason.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, REASON_MAX));
    this.verdict = verdict;
  }
}

const REASON_MAX = 300;
