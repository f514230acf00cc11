import type { ClosureRound } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { expect } from 'vitest';
import { MEMBER_HOOKS } from '../src/import-kinds.ts';
import type { ClosuresParts } from '../src/modules/closures/index.ts';
import { createFundingWorld } from '../src/modules/funding/funding.world.ts';
import { eventually, type MemberPerson } from './world.ts';

export type RoundId = ClosureRound['id'];
export type ClosuresWorld = Awaited<ReturnType<typeof createClosuresWorld>>;

/** Leavers, the desk that closes their wallets, and channels that give their money back. */
export async function createClosuresWorld() {
  const world = await createFundingWorld();
  const cashier = await world.staff('cashier');
  const finance = await world.staff('finance');
  const parts: ClosuresParts = { channels: world.channels, hooks: MEMBER_HOOKS };
  const { client } = cashier;
  const rowsOf = async (closureRoundId: RoundId) => (await client.closures.listClosures({ closureRoundId })).items;
  const stateOf = (closureRoundId: RoundId) => client.closures.getClosureRound({ closureRoundId });

  /** A round of these people, looked at. */
  const look = async (...people: MemberPerson[]): Promise<RoundId> => {
    const memberNumbers = people.map(({ memberNumber }) => memberNumber);
    const { id } = await client.closures.createClosureRound({ memberNumbers, reason: '毕业' }, { key: newId() });
    await eventually(async () => expect(await stateOf(id)).toMatchObject({ state: 'ready' }));
    return id;
  };

  /** The only one of a round, as soon as it is in this state. */
  const closureOf = async (closureRoundId: RoundId, state: string) => {
    await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state }]));
    const [row] = await rowsOf(closureRoundId);
    if (!row) throw new Error('a round has a leaver');
    return row;
  };

  /** A leaver whose rest waits to be handed over. */
  const closeToPayable = async (member: MemberPerson) => {
    const closureRoundId = await look(member);
    await client.closures.startClosureRound({ closureRoundId });
    return closureOf(closureRoundId, 'payable');
  };

  const wallet = ({ memberId }: MemberPerson) => world.admin.client.wallets.getMemberWallet({ memberId });
  return { ...world, cashier, finance, parts, rowsOf, stateOf, look, closureOf, closeToPayable, wallet };
}
