import { type NoticeKind, noticeFacts, OPTIONAL_PURPOSES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findConsenting } from '../privacy/index.ts';
import type { Person } from './person.ts';

type Told = Person & { kind: NoticeKind };

/**
 * Of these notices, those that may leave the app: what is necessary, what people at work are told, and of the rest what the member allows.
 * Asked by the system.
 */
export async function allowedOut<Notice extends Told>(ctx: Ctx, notices: readonly Notice[]): Promise<Notice[]> {
  let allowed = [...notices];
  for (const purpose of OPTIONAL_PURPOSES) {
    const asks = (notice: Told) => notice.person_kind === 'member' && noticeFacts(notice.kind).purpose === purpose;
    const memberIds = allowed.filter(asks).map(({ person_id }) => person_id as Id<'member'>); // The kind says so.
    if (memberIds.length === 0) continue;
    const consenting: ReadonlySet<string> = await findConsenting(ctx, memberIds, purpose);
    allowed = allowed.filter((notice) => !asks(notice) || consenting.has(notice.person_id));
  }
  return allowed;
}
