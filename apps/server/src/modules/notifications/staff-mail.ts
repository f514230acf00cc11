import type { Language } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { readSetting } from '../settings/index.ts';
import { preferencesOf } from './choices.ts';
import { keyOf, personOf } from './person.ts';
import { openEmail } from './reach.ts';

/** Where somebody at work is written to, and in which language. Ask as the system. */
export async function staffMailOf(ctx: Ctx, staffId: Id<'staff'>, secrets: SecretBox): Promise<{ address: string | undefined; language: Language }> {
  const person = personOf({ staffId });
  const chosen = (await preferencesOf(ctx, [person])).get(keyOf(person))?.language;
  return { address: await openEmail(ctx, person, secrets), language: chosen ?? (await readSetting(ctx, 'notifications.language')) };
}
