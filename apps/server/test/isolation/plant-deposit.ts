import type { Id } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import type { Place } from './plant.ts';

const PAID = { a: 71_333_371, b: 71_777_317 };

/** What an issuer has paid in advance, and a slip that waits: what the one has is nothing that the other sees. */
export async function plantDeposit({ world, admin, side }: Place, issuerId: Id<'organization'>): Promise<Crop> {
  const checker = await world.staff('finance');
  const paidOn = world.clock().toISOString().slice(0, 10);
  await admin.client.deposits.setIssuerDeposit({ issuerId, lowMinor: 0 });
  const enter = (amountMinor: number, reference: string) => admin.client.deposits.enterDepositSlip({ issuerId, amountMinor, reference, paidOn });
  const { id: depositSlipId } = await enter(PAID[side], `paid-${side}`);
  await checker.client.deposits.confirmDepositSlip({ depositSlipId });
  const waiting = await enter(100, `waiting-${side}`);
  return { nouns: [['depositSlipId', 'house', waiting.id]], marks: [['issuer', PAID[side]]] };
}
