import { newId } from '@tessera/kernel';
import type { TillDevice, World } from '../world.ts';
import type { Crop, Side } from './ground.ts';

/** Amounts in fen that stand nowhere else. */
const AMOUNTS = { a: { float: 60_317, cash: 5_119, moved: 33_191 }, b: { float: 50_221, cash: 4_673, moved: 32_993 } };

/** A closed shift of the shop's till, with a cash sale in it, a part of which was given back. */
export async function plantSale(of: { world: World; side: Side }, till: TillDevice): Promise<Crop> {
  const { float, cash, moved } = AMOUNTS[of.side];
  const cashier = `cashier-${of.side}-zenda`;
  const { client } = till;
  const shift = await client.sales.openShift({ cashier, floatMinor: float }, { key: newId() });
  const saleId = newId<'order'>(of.world.clock().getTime());
  await client.sales.takeCashSale({ amountMinor: cash, tenderedMinor: cash }, { key: saleId });
  const back = newId<'refund'>(of.world.clock().getTime());
  await client.sales.refundTerminalSale({ saleId, amountMinor: 1, reason: `spilt-${of.side}-utopia` }, { key: back });
  const drop = { kind: 'out', amountMinor: moved, reason: `safe-${of.side}-xanadu`, cashier, witness: `witness-${of.side}-narnia` } as const;
  await client.sales.moveDrawerCash({ shiftId: shift.id, ...drop }, { key: newId() });
  const counted = [{ faceMinor: 100, pieces: 7 }];
  await client.sales.closeShift({ shiftId: shift.id, cashier, counted, reason: `gone-${of.side}-eldorado` }, { key: newId() });
  return {
    nouns: [
      ['shiftId', 'till', shift.id],
      ['saleId', 'sale', saleId],
    ],
    marks: [
      ['till', cashier],
      ['till', float],
      ['till', moved],
      ['till', drop.reason],
      ['till', drop.witness],
      ['sale', cash],
      ['sale', back],
      ['till', `gone-${of.side}-eldorado`],
      ['sale', `spilt-${of.side}-utopia`],
    ],
  };
}
