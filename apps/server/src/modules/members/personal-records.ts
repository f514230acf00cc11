import { REVEALED_FIELDS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { countActiveMembers, forgetMember, selectUserOfMember } from './personal-queries.ts';
import { deleteFields } from './private-field-queries.ts';
import { lockMember, selectMembersById } from './queries.ts';
import { openField } from './reveal-private-field.ts';

/** The user that a member signs in as; null when there is no such member. */
export async function findUserOfMember(ctx: Ctx, memberId: Id<'member'>): Promise<Id<'user'> | null> {
  return (await selectUserOfMember(ctx, memberId))?.user_id ?? null;
}

/** Those whose account is open. */
export function countMembers(ctx: Ctx): Promise<number> {
  return countActiveMembers(ctx);
}

export function createMembersPersonal(secrets: SecretBox): PersonalRecords {
  return {
    module: 'members',
    covers: {
      'members.member.id': 'exported; stays as the pseudonym’s own',
      'members.member.user_id': 'stays, and leads to a user without a name',
      'members.private_field.member_id': 'exported in the clear; forgotten',
    },
    parts: [
      {
        name: 'member',
        title: { zh: '会员档案', en: 'Your entry as a member' },
        read: async (ctx, { memberId }) => wholePage(await selectMembersById(ctx, [memberId])),
      },
      {
        name: 'private-fields',
        title: { zh: '证件、联系方式等', en: 'Documents and ways to reach you' },
        read: async (ctx, { memberId }) => {
          const rows: Record<string, unknown>[] = [];
          for (const field of REVEALED_FIELDS) {
            const clear = await openField(ctx, { memberId, field }, secrets);
            if (clear) rows.push({ field, ...clear });
          }
          return wholePage(rows);
        },
      },
    ],
    erase: async (ctx, { memberId }, pseudonym) => {
      await lockMember(ctx, memberId);
      await deleteFields(ctx, memberId);
      await forgetMember(ctx, memberId, pseudonym);
      await notifyLive(ctx, 'operator', { kind: 'members' });
    },
  };
}
