import type { Ctx } from '../../platform/ctx.ts';
import type { SettingsBook } from '../settings/index.ts';
import { countAttempt } from './queries.ts';

type Limit = { attempts: number; windowSeconds: number };

/** How often a thing may be tried for one person, known or not, on all servers together. */
export const ATTEMPT_LIMITS = {
  /** Unless the settings say otherwise. */
  password: { attempts: 5, windowSeconds: 15 * 60 },
  secondFactor: { attempts: 5, windowSeconds: 15 * 60 },
  /** Asking for new codes does not buy endless guesses. */
  code: { attempts: 10, windowSeconds: 15 * 60 },
  /** One code a minute. */
  sendCode: { attempts: 1, windowSeconds: 60 },
  /** A phone is not to be flooded with messages. */
  sendCodes: { attempts: 6, windowSeconds: 15 * 60 },
  /** All codes of one purpose, to whomever; where nobody is known, the settings say how many. */
  sendOfHouse: { attempts: 200, windowSeconds: 24 * 60 * 60 },
} as const satisfies Record<string, Limit>;
/** `subjectHash` is a keyed hash of the name, phone or user: what people type into a name's field may be a password. */
export type Attempt = { purpose: keyof typeof ATTEMPT_LIMITS; subjectHash: string; limit?: Limit };

/** What the settings allow to be guessed: passwords and second factors. */
export function guessLimit(settings: Pick<SettingsBook, 'get'>): Limit {
  return { attempts: settings.get('identity.lockAfterFailures'), windowSeconds: settings.get('identity.lockMinutes') * 60 };
}

export function attemptKey({ purpose, subjectHash }: Attempt): string {
  return `${purpose}:${subjectHash}`;
}

/**
 * Counts an attempt before it is looked at, in a transaction that commits whatever comes of it: parallel guesses cannot outrun the count.
 * `waitSeconds` is zero while the attempt is within the limit; `isFirstOver` is true for the one attempt that met the limit first.
 */
export async function takeAttempt(ctx: Ctx, attempt: Attempt): Promise<{ waitSeconds: number; isFirstOver: boolean }> {
  const { attempts, windowSeconds } = attempt.limit ?? ATTEMPT_LIMITS[attempt.purpose];
  const endsAt = new Date(ctx.now.getTime() + windowSeconds * 1000);
  const row = await countAttempt(ctx, { key: attemptKey(attempt), limit: attempts, endsAt });
  if (row.count <= attempts) return { waitSeconds: 0, isFirstOver: false };
  const leftMs = row.window_ends_at.getTime() - ctx.now.getTime();
  return { waitSeconds: Math.max(1, Math.ceil(leftMs / 1000)), isFirstOver: row.count === attempts + 1 };
}
