import { type Id, newId } from '@tessera/kernel';
import { addRows, parsePlan, type SeatPlan } from '@tessera/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stadiumPlan, theatrePlan } from '../../../seed/seat-plans.ts';
import { connectAs } from '../../../test/isolation/tables.ts';
import { codeOf, createWorld, type StaffPerson } from '../../../test/world.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let manager: StaffPerson;
let stranger: StaffPerson;
let merchantId: Id<'organization'>;
beforeAll(async () => {
  world = await createWorld();
  merchantId = await world.merchant('大剧院');
  manager = await world.staff('merchantManager', merchantId);
  stranger = await world.staff('merchantManager', await world.merchant('体育场'));
});
afterAll(() => world.close());

const fileOf = (content: unknown) => new File([typeof content === 'string' ? content : JSON.stringify(content)], 'plan.json');
const venueNamed = (name: string, by = manager) =>
  by.client.venues.createVenue({ merchantId, name, address: '一路 1 号', gates: [{ code: 'N', name: '北门' }] }, { key: newId() });
const contentOf = async (seatPlanId: Id<'seatPlan'>, form?: 'pretix') => {
  const blob = await manager.client.venues.getSeatPlanContent({ seatPlanId, ...(form && { form }) });
  const content: unknown = JSON.parse(await blob.text());
  return content;
};
const importing = (venueId: Id<'venue'>, content: unknown, key = newId<never>()) =>
  manager.client.venues.importSeatPlan({ venueId, file: fileOf(content) }, { key });
const saving = (draft: { id: Id<'seatPlan'>; revision: number }, content: unknown) =>
  manager.client.venues.saveSeatPlan({ seatPlanId: draft.id, revision: draft.revision, file: fileOf(content) }, { key: newId() });

test('a venue has one name and each gate one code, and is saved over what was read', async () => {
  const venue = await venueNamed('主厅');
  expect(await codeOf(venueNamed('主厅'))).toBe('venues.name_taken');
  expect(await codeOf(venueNamed('借来的', stranger))).toBe('organizations.unknown');
  const change = { venueId: venue.id, revision: 1, name: '主厅', address: '', gates: venue.gates };
  const twice = { ...change, gates: [...venue.gates, ...venue.gates] };
  expect(await codeOf(manager.client.venues.updateVenue(twice))).toBe('venues.gate_twice');
  expect((await manager.client.venues.updateVenue(change)).revision).toBe(2);
  expect(await codeOf(manager.client.venues.updateVenue(change))).toBe('venues.changed_meanwhile');
  expect((await manager.client.venues.listVenues({ q: '主' })).items.map(({ name }) => name)).toEqual(['主厅']);
  expect((await stranger.client.venues.listVenues({})).items).toEqual([]);
});

test('of those who take one name at the same moment one gets it, and the others are told so', async () => {
  const codes = async (all: Promise<unknown>[]) =>
    (
      await Promise.all(
        all.map((one) =>
          one.then(
            () => 'taken',
            (error) => codeOf(Promise.reject(error)),
          ),
        ),
      )
    ).sort();
  expect(await codes([1, 2, 3, 4].map(() => venueNamed('同名厅')))).toEqual(['taken', 'venues.name_taken', 'venues.name_taken', 'venues.name_taken']);
  const venues = await Promise.all(['甲厅', '乙厅', '丙厅', '丁厅'].map((name) => venueNamed(name)));
  const renaming = venues.map(({ id, gates }) => manager.client.venues.updateVenue({ venueId: id, revision: 1, name: '戊厅', address: '', gates }));
  expect(await codes(renaming)).toEqual(['taken', 'venues.name_taken', 'venues.name_taken', 'venues.name_taken']);
});

test('a stadium of twenty thousand seats comes in as pretix’s file and goes out equal, once whoever sends it twice', async () => {
  const { id: venueId } = await venueNamed('体育场');
  const { layout } = stadiumPlan('主场');
  const key = newId<never>();
  const draft = await importing(venueId, layout, key);
  expect(draft).toMatchObject({ name: '主场', version: 1, seatCount: 20_000, revision: 1, publishedAt: null });
  expect((await importing(venueId, layout, key)).id).toBe(draft.id);
  expect(await contentOf(draft.id, 'pretix')).toEqual(layout);
  expect(await contentOf(draft.id)).toEqual({ layout, extras: { seats: {}, standing: [] } });
  expect(await codeOf(importing(venueId, layout))).toBe('venues.draft_open');
});

test('a draft is saved over what was read, published once, and goes on as a copy', async () => {
  const { id: venueId } = await venueNamed('小厅');
  const plan = theatrePlan('小厅');
  const draft = await importing(venueId, plan);
  const saved = await saving(draft, { ...plan, extras: { ...plan.extras, seats: {} } });
  expect(saved.revision).toBe(2);
  expect(await codeOf(saving(draft, plan))).toBe('venues.changed_meanwhile');
  expect(await codeOf(manager.client.venues.publishSeatPlan({ seatPlanId: draft.id, revision: 1 }, { key: newId() }))).toBe(
    'venues.changed_meanwhile',
  );
  const published = await manager.client.venues.publishSeatPlan({ seatPlanId: draft.id, revision: 2 }, { key: newId() });
  expect(published).toMatchObject({ seatCount: 500 });
  expect(await codeOf(saving(saved, plan))).toBe('venues.plan_published');
  expect(await codeOf(manager.client.venues.removeSeatPlan({ seatPlanId: draft.id }, { key: newId() }))).toBe('venues.plan_published');
  const copy = await manager.client.venues.copySeatPlan({ seatPlanId: draft.id }, { key: newId() });
  expect(copy).toMatchObject({ version: 2, publishedAt: null });
  expect(await contentOf(copy.id)).toEqual(await contentOf(draft.id));
  await manager.client.venues.removeSeatPlan({ seatPlanId: copy.id }, { key: newId() });
  expect((await manager.client.venues.getVenue({ venueId })).plans.map(({ version }) => version)).toEqual([1]);
  expect((await manager.client.venues.getVenue({ venueId })).venue.capacity).toBe(500);
  expect(await codeOf(stranger.client.venues.getSeatPlan({ seatPlanId: draft.id }))).toBe('venues.plan_unknown');
});

test('two who begin a version at the same moment get one draft between them', async () => {
  const { id: venueId } = await venueNamed('侧厅');
  const begun = await Promise.allSettled([1, 2, 3, 4].map(() => manager.client.venues.createSeatPlan({ venueId, name: '平面图' }, { key: newId() })));
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await manager.client.venues.getVenue({ venueId })).plans).toHaveLength(1);
});

test('the database itself keeps what is published, whoever asks', async () => {
  const { id: venueId } = await venueNamed('老厅');
  const draft = await importing(venueId, theatrePlan('老厅'));
  await manager.client.venues.publishSeatPlan({ seatPlanId: draft.id, revision: 1 }, { key: newId() });
  const owner = await connectAs(world.database.ownerUrl);
  await expect(owner.query('update venues.seat_plan set seat_count = 1 where id = $1', [draft.id])).rejects.toThrow('never changes');
  await owner.close();
});

test('what is wrong with a file is told by its code and place, and a plan with two seats of one name is not published', async () => {
  const { id: venueId } = await venueNamed('坏厅');
  const { layout, extras } = theatrePlan('坏厅');
  const json = JSON.stringify(layout);
  const wrong: [content: unknown, code: string][] = [
    ['no json', 'venues.file_unreadable'],
    [[], 'venues.file_not_a_plan'],
    [json.replace('"category":"A"', '"category":"Z"'), 'venues.file_category_unknown'],
    [json.replace(/"seat_guid":"[^"]+"/g, '"seat_guid":"one"'), 'venues.file_guid_twice'],
    [json.replace('"x":0', '"x":1e999'), 'venues.file_number_not_finite'],
    [{ layout, extras: { ...extras, seats: { nobody: { accessible: true } } } }, 'venues.file_seat_unknown'],
  ];
  for (const [content, code] of wrong) expect(await codeOf(importing(venueId, content))).toBe(code);
  expect((await manager.client.venues.getVenue({ venueId })).plans).toEqual([]);
  const draft = await importing(venueId, layout);
  const parsed = parsePlan(await contentOf(draft.id));
  if (!parsed.isPlan) throw new Error('what was stored is no plan');
  await saving(draft, doubled(parsed.plan));
  expect(await codeOf(manager.client.venues.publishSeatPlan({ seatPlanId: draft.id, revision: 2 }, { key: newId() }))).toBe('venues.plan_not_ready');
});

function doubled(plan: SeatPlan): SeatPlan {
  let last = 0;
  const newKey = () => {
    last += 1;
    return `double-${last}`;
  };
  const block = { at: { x: 50, y: 900 }, rows: 1, seatsPerRow: 3, widening: 0, seatGap: 25, rowGap: 25, bendDegrees: 0, turnDegrees: 0 };
  const names = { category: 'A', rowNumbering: 'numbers', firstRow: 0, seatNumbering: 'leftToRight' } as const;
  return addRows(plan, { zone: plan.layout.zones[0]?.uuid ?? '', ...block, ...names }, newKey);
}
