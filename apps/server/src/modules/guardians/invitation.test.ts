/** From the code on paper to the child's purse, through HTTP. */
import type { Id } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, type Person } from '../../../test/world.ts';
import { BORN, createGuardianWorld, type GuardianWorld, SYSTEM } from './guardians.world.ts';
import { hashOfInvitation } from './invitation.ts';
import { lockInvitation, selectInvitation, useInvitation } from './queries.ts';

let world: GuardianWorld;
beforeAll(async () => {
  world = await createGuardianWorld();
});
afterAll(() => world.close());

describe('an invitation', () => {
  const invite = async (memberId: Id<'member'>, bornOn?: string) =>
    world.people.desk.client.guardians.inviteGuardians({ memberIds: [memberId], each: 1, ...(bornOn && { bornOn }) });
  const accept = async (person: Person, invitation: string, phone: string) => {
    const { childNameMasked } = await person.client.guardians.sendInvitationCode({ invitation, phone });
    expect(childNameMasked).toBe('李*雨');
    const code = await world.codeTo(phone);
    return person.client.guardians.acceptInvitation({ invitation, phone, code, name: '王芳', relation: 'mother', consent: true });
  };

  test('makes an account, signs in and is used once', async () => {
    const kid = await world.child(700);
    expect((await invite(kid.memberId)).skipped).toMatchObject([{ problem: 'birth_date_missing' }]);
    expect((await invite(kid.memberId, '1999-01-01')).skipped).toMatchObject([{ problem: 'not_minor' }]);
    const [made] = (await invite(kid.memberId, BORN)).invitations;
    const code = made?.codes[0] ?? '';
    const parent = world.stranger('member');
    const phone = world.newPhone();
    const session = await accept(parent, `${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`, phone);
    expect(session).toMatchObject({ needs: null, user: { name: '王芳' } });
    expect((await world.inPlaceOf(parent, kid.memberId).wallets.getOwnWallet()).balanceMinor).toBe(700);
    expect(await codeOf(parent.client.guardians.sendInvitationCode({ invitation: code, phone: world.newPhone() }))).toBe(
      'guardians.invitation_wrong',
    );
    expect(await codeOf(parent.client.guardians.sendInvitationCode({ invitation: 'ABCDEFGHJK', phone }))).toBe('guardians.invitation_wrong');
  });

  test('is worth nothing after its time', async () => {
    const kid = await world.child();
    await world.people.admin.client.settings.updateSetting({ key: 'guardians.invitationDays', value: 1 });
    const [made] = (await invite(kid.memberId, BORN)).invitations;
    world.pass(25 * 60 * 60);
    await world.hireAnew();
    const asked = world.stranger('member').client.guardians.sendInvitationCode({ invitation: made?.codes[0] ?? '', phone: world.newPhone() });
    expect(await codeOf(asked)).toBe('guardians.invitation_wrong');
  });

  test('that two use at the same moment counts for the first; without its lock it would count for both', async () => {
    const kid = await world.child();
    const [made] = (await invite(kid.memberId, BORN)).invitations;
    const hash = hashOfInvitation(world.app.core.secrets, made?.codes[0] ?? '');
    const second = async (find: typeof lockInvitation) => {
      let found: Promise<unknown> = Promise.resolve();
      await world.database
        .transaction(SYSTEM, {}, async (ctx) => {
          const invitation = await lockInvitation(ctx, hash);
          if (!invitation) throw new Error('the invitation is there');
          await useInvitation(ctx, invitation.id);
          found = world.database.transaction(SYSTEM, {}, (other) => find(other, hash));
          // The one without a lock answers now; the other waits for this transaction.
          if (find === selectInvitation) {
            expect(await found).toBeDefined();
            throw new Error('taken back');
          }
        })
        .catch(() => undefined);
      return found;
    };
    expect(await second(selectInvitation)).toBeDefined();
    expect(await second(lockInvitation)).toBeUndefined();
  });

  test('lets a child have four guardians, however many come at once', async () => {
    const kid = await world.child();
    const tries = await Promise.all(Array.from({ length: 8 }, () => codeOf(world.link(kid.memberId, world.newPhone()))));
    expect(tries.filter((code) => code === 'no refusal')).toHaveLength(4);
    expect(tries.filter((code) => code === 'guardians.too_many')).toHaveLength(4);
  });
});
