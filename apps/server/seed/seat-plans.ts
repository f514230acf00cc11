import {
  addArea,
  addRows,
  addZone,
  giveExtras,
  indexPlan,
  type NewKey,
  NO_EXTRAS,
  type RowBlock,
  removeSelected,
  type SeatPlan,
} from '@tessera/rules';

/** Keys of a made plan: the same ones every time it is made. */
function keysOf(prefix: string): NewKey {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}-${last.toString(36)}`;
  };
}

function zonesOf(plan: SeatPlan): string[] {
  return plan.layout.zones.map(({ uuid }) => uuid ?? '');
}

const STALLS: Omit<RowBlock, 'zone'> = {
  at: { x: 600, y: 210 },
  rows: 16,
  seatsPerRow: 24,
  widening: 0,
  seatGap: 26,
  rowGap: 32,
  bendDegrees: 40,
  turnDegrees: 0,
  category: 'A',
  rowNumbering: 'numbers',
  firstRow: 0,
  seatNumbering: 'oddAndEven',
};

/** Five hundred seats: stalls that bend around the stage, and a balcony. */
export function theatrePlan(name: string): SeatPlan {
  const newKey = keysOf('theatre');
  const categories = [
    { name: 'A', color: '#0b7a75' },
    { name: 'B', color: '#e39a2d' },
    { name: 'C', color: '#5b7fb8' },
  ];
  const bare: SeatPlan = { layout: { name, categories, zones: [], size: { width: 1_200, height: 1_080 } }, extras: NO_EXTRAS };
  const zoned = addZone(addZone(bare, '池座', newKey), '楼座', newKey);
  const [stalls = '', balcony = ''] = zonesOf(zoned);
  const stage = { at: { x: 300, y: 20 }, shape: 'rectangle', width: 600, height: 90, words: '舞台', color: '#d9d2c5' } as const;
  const front = addRows(addArea(zoned, { zone: stalls, ...stage }, newKey), { ...STALLS, zone: stalls, rows: 8 }, newKey);
  const behind = { ...STALLS, zone: stalls, rows: 8, firstRow: 8, category: 'B', at: { x: 600, y: 466 }, seatsPerRow: 24 };
  const back = addRows(front, behind, newKey);
  const upper = { ...STALLS, zone: balcony, rows: 4, seatsPerRow: 29, category: 'C', at: { x: 600, y: 830 }, bendDegrees: 30 };
  const plan = addRows(back, upper, newKey);
  const { rows, guids } = indexPlan(plan);
  const last = rows[15];
  if (!last) return plan;
  const marked = giveExtras(plan, new Set([guids[last.from] ?? '', guids[last.to - 1] ?? '']), { accessible: true });
  return giveExtras(marked, new Set([guids[last.from + 1] ?? '', guids[last.to - 2] ?? '']), { companion: true });
}

const BLOCKS = 36;
const STADIUM_SEATS = 20_000;
const MIDDLE = 3_300;
const SEAT_GAP = 25;
const TIERS = [
  { name: '下层', radius: 1_800, rows: 18, categories: ['A', 'B'] },
  { name: '上层', radius: 2_480, rows: 22, categories: ['B', 'C'] },
] as const;

/** Twenty thousand seats in two tiers of 36 blocks each, and people who stand on the lawn. */
export function stadiumPlan(name: string): SeatPlan {
  const newKey = keysOf('stadium');
  const categories = [
    { name: 'A', color: '#0b7a75' },
    { name: 'B', color: '#e39a2d' },
    { name: 'C', color: '#5b7fb8' },
    { name: '站席', color: '#8a6bb1' },
  ];
  const size = { width: 2 * MIDDLE, height: 2 * MIDDLE };
  let plan: SeatPlan = { layout: { name, categories, zones: [], size }, extras: { ...NO_EXTRAS, focus: { x: MIDDLE, y: MIDDLE } } };
  for (const tier of TIERS) {
    for (let block = 0; block < BLOCKS; block += 1) plan = addBlock(plan, { tier, block, newKey });
  }
  const lawn = {
    at: { x: MIDDLE - 700, y: MIDDLE - 450 },
    shape: 'rectangle',
    width: 1_400,
    height: 900,
    words: '内场站席',
    color: '#cfe3cf',
  } as const;
  plan = addArea(plan, { zone: zonesOf(plan)[0] ?? '', ...lawn, standing: { category: '站席', capacity: 3_000 } }, newKey);
  const { guids } = indexPlan(plan);
  return removeSelected(plan, { seats: new Set(guids.slice(STADIUM_SEATS)), areas: new Set() });
}

/** A block's rows bend around the middle of the stadium; its first two seats are a wheelchair's place and a companion's. */
function addBlock(before: SeatPlan, { tier, block, newKey }: { tier: (typeof TIERS)[number]; block: number; newKey: NewKey }): SeatPlan {
  const turn = (block * 360) / BLOCKS;
  const angle = (turn * Math.PI) / 180;
  const arc = ((360 / BLOCKS) * 0.9 * Math.PI) / 180;
  const seatsPerRow = Math.floor((tier.radius * arc) / SEAT_GAP) + 1;
  const zoned = addZone(before, `${tier.name} ${block + 1}`, newKey);
  const zone = zonesOf(zoned).at(-1) ?? '';
  const isSide = Math.abs(Math.sin(angle)) > 0.7;
  const at = { x: MIDDLE - tier.radius * Math.sin(angle), y: MIDDLE + tier.radius * Math.cos(angle) };
  const ends = { ...STALLS, at, rows: tier.rows, seatsPerRow, seatGap: SEAT_GAP, rowGap: 32, turnDegrees: turn };
  const bendDegrees = (((seatsPerRow - 1) * SEAT_GAP) / tier.radius) * (180 / Math.PI);
  const category = tier.categories[isSide ? 0 : 1];
  const plan = addRows(zoned, { ...ends, zone, bendDegrees, category, seatNumbering: 'leftToRight' }, newKey);
  const [first, second] = plan.layout.zones.at(-1)?.rows[0]?.seats ?? [];
  if (!first || !second) return plan;
  return giveExtras(giveExtras(plan, new Set([first.seat_guid]), { accessible: true }), new Set([second.seat_guid]), { companion: true });
}
