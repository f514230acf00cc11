import { newId } from '@tessera/kernel';
import { readPrintedCode, writePrintedCode } from '@tessera/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';

const PIN = '246813';
let world: World;
let admin: Person;
let till: TillDevice;
let holder: MemberPerson;
/** What the printer's file told to print. */
let printedCode: string;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  holder = await world.member(admin, { balanceMinor: 50_000 });
  await holder.client.wallets.setOwnPin({ pin: PIN });
});
afterAll(() => world.close());

const pays = (code: string, asked: { amountMinor?: number; pin?: string; key?: ReturnType<typeof newId<'payment'>> } = {}) => {
  const { amountMinor = 100, pin, key = newId<'payment'>() } = asked;
  return till.client.payments.charge({ amountMinor, credential: { kind: 'printed', printedCode: code }, ...(pin && { pin }) }, { key });
};
const cardIdOf = async () => {
  const { items } = await holder.client.cards.listOwnCards();
  const card = items.find(({ kind, status }) => kind === 'physical' && status !== 'void');
  if (!card) throw new Error('the holder has a card');
  return card.id;
};

test('the printer’s file has a code of our own, which pays once the card is handed over', async () => {
  await admin.client.cards.orderFirstCards({});
  const batch = await admin.client.cards.createCardBatch({});
  const file = await (await admin.client.cards.exportCardBatch({ cardBatchId: batch.id })).text();
  const [heading = '', line = ''] = file.replace('\uFEFF', '').split(/\r?\n/);
  expect(heading).toBe('order,name,number,department,photo,qr,uid');
  const cells = line.split(',');
  printedCode = cells[5] ?? '';
  const orderNumber = cells[0] ?? '';
  expect(readPrintedCode(printedCode)).toBeDefined();
  expect(await pays(printedCode)).toMatchObject({ reason: 'printed_code_unknown' });

  await admin.client.cards.enterCardUids({ cardBatchId: batch.id, rows: [{ orderNumber, chip: '0F1457D1' }] });
  await admin.client.cards.readyCardBatch({ cardBatchId: batch.id, pickUpAt: '一号窗口' });
  const { items } = await admin.client.cards.listCardOrders({ cardBatchId: batch.id });
  await admin.client.cards.handOverCard({ cardOrderId: items[0]?.id ?? newId(), signature: 'paper' });
  const key = newId<'payment'>();
  expect(await pays(printedCode, { key })).toMatchObject({ outcome: 'approved', balanceAfterMinor: 49_900 });
  expect(await pays(printedCode, { key })).toMatchObject({ outcome: 'approved', replayed: true, balanceAfterMinor: 49_900 });
  await world.settle();
  expect((await admin.client.payments.listPayments({ memberId: holder.memberId, kind: 'charge' })).items).toMatchObject([{ credential: 'printed' }]);
});

test('what others made by hand is refused, whatever they change', async () => {
  const parts = readPrintedCode(printedCode);
  if (!parts) throw new Error('it is a printed code');
  const wrongProof = Uint8Array.from(parts.proof, (byte, at) => (at === 0 ? byte ^ 1 : byte));
  for (const forged of [
    { ...parts, generation: parts.generation + 1 },
    { ...parts, printId: newId() },
    { ...parts, proof: wrongProof },
  ]) {
    expect(await pays(writePrintedCode(forged))).toMatchObject({ reason: 'printed_code_forged' });
  }
});

test('a photo of the card pays up to the no-PIN floor only, and above it with the PIN where the operator says so', async () => {
  expect(await pays(printedCode, { amountMinor: 3_000 })).toMatchObject({ outcome: 'approved' });
  expect(await pays(printedCode, { amountMinor: 3_001, pin: PIN })).toMatchObject({ reason: 'printed_code_over_floor' });
  await admin.client.settings.updateSetting({ key: 'cards.printedAboveFloor', value: true });
  expect(await pays(printedCode, { amountMinor: 3_001 })).toMatchObject({ reason: 'pin_required' });
  expect(await pays(printedCode, { amountMinor: 3_001, pin: '000000' })).toMatchObject({ reason: 'pin_wrong' });
  expect(await pays(printedCode, { amountMinor: 3_001, pin: PIN })).toMatchObject({ outcome: 'approved' });
  await admin.client.settings.updateSetting({ key: 'cards.printedAboveFloor', value: false });
  expect(await pays(printedCode, { amountMinor: 3_001, pin: PIN })).toMatchObject({ reason: 'printed_code_over_floor' });
});

test('what is printed on a card that was lost is frozen with it, and stays retired when the card is found; its chip pays', async () => {
  const cardId = await cardIdOf();
  await holder.client.cards.freezeOwnCard({ cardId });
  expect(await pays(printedCode)).toMatchObject({ reason: 'card_frozen' });
  await holder.client.cards.unfreezeOwnCard({ cardId });
  expect(await pays(printedCode)).toMatchObject({ reason: 'printed_code_retired' });
  expect(await till.client.payments.charge({ amountMinor: 100, credential: { kind: 'card', uid: '0F1457D1' } })).toMatchObject({
    outcome: 'approved',
  });
  await admin.client.cards.voidCard({ cardId });
  expect(await pays(printedCode)).toMatchObject({ reason: 'card_void' });
});
