import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AdmissionCase, type AdmissionList, contestedScans, decideAdmission, type MadeScan, type PastScan, type TicketFacts } from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const dayOf = (atMs: number) => String(Math.floor((atMs + 8 * HOUR) / DAY));
const OPENS = 20_000 * DAY;
const TICKET: TicketFacts = {
  standing: 'good',
  sessionNumber: 12,
  kindNumber: 5,
  addOnKinds: [],
  zones: 0b10,
  validFromMs: OPENS - DAY,
  validUntilMs: OPENS + 5 * DAY,
};
const LIST: AdmissionList = {
  sessionNumber: 12,
  kinds: [],
  counts: 'tickets',
  opensAtMs: OPENS,
  closesAtMs: OPENS + 4 * HOUR,
  reEntry: 'once',
  entriesMax: 0,
  entriesPerDayMax: 0,
};
type Change = { ticket?: Partial<TicketFacts>; list?: Partial<AdmissionList>; history?: PastScan[]; attempt?: Partial<AdmissionCase['attempt']> };
const decide = ({ ticket, list, history = [], attempt }: Change = {}) =>
  decideAdmission({
    ticket: { ...TICKET, ...ticket },
    list: { ...LIST, ...list },
    history,
    attempt: { direction: 'entry', atMs: OPENS + HOUR, gateZones: 0, ...attempt },
    dayOf,
  });
const entry = (atMs: number): PastScan => ({ direction: 'entry', atMs });
const exit = (atMs: number): PastScan => ({ direction: 'exit', atMs });

test('a good ticket is let in once', () => {
  expect(decide()).toEqual({ accepted: 'entry' });
  expect(decide({ history: [entry(OPENS)] })).toEqual({ rejected: 'already_used' });
  expect(decide({ history: [entry(OPENS), exit(OPENS + 1)] })).toEqual({ rejected: 'already_used' });
});

test('each thing that is wrong has its reason', () => {
  for (const standing of ['unpaid', 'canceled', 'revoked', 'blocked'] as const)
    expect(decide({ ticket: { standing } })).toEqual({ rejected: standing });
  expect(decide({ ticket: { sessionNumber: 13 } })).toEqual({ rejected: 'wrong_list' });
  expect(decide({ list: { kinds: [6] } })).toEqual({ rejected: 'wrong_list' });
  expect(decide({ list: { kinds: [6, 5] } })).toEqual({ accepted: 'entry' });
  expect(decide({ attempt: { gateZones: 0b101 } })).toEqual({ rejected: 'wrong_zone' });
  expect(decide({ attempt: { gateZones: 0b110 } })).toEqual({ accepted: 'entry' });
  expect(decide({ ticket: { zones: 0 }, attempt: { gateZones: 0b101 } })).toEqual({ accepted: 'entry' });
});

test('the window is half-open, and the ticket’s own is heeded as well', () => {
  expect(decide({ attempt: { atMs: OPENS - 1 } })).toEqual({ rejected: 'too_early' });
  expect(decide({ attempt: { atMs: OPENS } })).toEqual({ accepted: 'entry' });
  expect(decide({ attempt: { atMs: LIST.closesAtMs - 1 } })).toEqual({ accepted: 'entry' });
  expect(decide({ attempt: { atMs: LIST.closesAtMs } })).toEqual({ rejected: 'too_late' });
  expect(decide({ ticket: { validFromMs: OPENS + 2 * HOUR } })).toEqual({ rejected: 'too_early' });
  expect(decide({ ticket: { validUntilMs: OPENS + HOUR } })).toEqual({ rejected: 'too_late' });
});

test('whoever is inside may leave, late and with a ticket taken back, and nobody leaves who is not inside', () => {
  const leave = { direction: 'exit' as const, atMs: OPENS + DAY };
  expect(decide({ ticket: { standing: 'canceled' }, history: [entry(OPENS)], attempt: leave })).toEqual({ accepted: 'exit' });
  expect(decide({ attempt: leave })).toEqual({ rejected: 'already_used' });
});

test('re-entry: after a scanned exit, or without one, so many times in all and on one local day', () => {
  const outAgain = [entry(OPENS), exit(OPENS + 1)];
  expect(decide({ list: { reEntry: 'after_exit' }, history: outAgain })).toEqual({ accepted: 'entry' });
  expect(decide({ list: { reEntry: 'after_exit' }, history: [entry(OPENS)] })).toEqual({ rejected: 'already_used' });
  expect(decide({ list: { reEntry: 'often' }, history: [entry(OPENS)] })).toEqual({ accepted: 'entry' });
  expect(decide({ list: { reEntry: 'often', entriesMax: 2 }, history: [entry(OPENS), entry(OPENS + 1)] })).toEqual({ rejected: 'already_used' });
  // 00:00 in Shanghai is 16:00 UTC: what was entered at 15:59 was yesterday.
  const midnight = OPENS + 16 * HOUR;
  const daily = { reEntry: 'often' as const, entriesPerDayMax: 1, closesAtMs: OPENS + 3 * DAY };
  expect(decide({ list: daily, history: [entry(midnight - 1)], attempt: { atMs: midnight } })).toEqual({ accepted: 'entry' });
  expect(decide({ list: daily, history: [entry(midnight)], attempt: { atMs: midnight + HOUR } })).toEqual({ rejected: 'already_used' });
});

test('a list of add-ons lets in whoever bought one of them', () => {
  const list = { counts: 'add_ons' as const, kinds: [40] };
  expect(decide({ list })).toEqual({ rejected: 'wrong_list' });
  expect(decide({ list, ticket: { addOnKinds: [40, 41] } })).toEqual({ accepted: 'entry' });
  expect(decide({ list: { ...list, kinds: [] }, ticket: { addOnKinds: [41] } })).toEqual({ accepted: 'entry' });
});

test('two gates without a network: the earliest trusted time admits, the other is contested, whoever reports first', () => {
  const scans: MadeScan[] = [
    { ...entry(OPENS + 5), scanId: 'late', isTimeTrusted: true },
    { ...entry(OPENS + 1), scanId: 'early', isTimeTrusted: true },
    { ...entry(OPENS - 9), scanId: 'wrong-clock', isTimeTrusted: false },
  ];
  expect([...contestedScans({ list: LIST, scans, dayOf })].sort()).toEqual(['late', 'wrong-clock']);
});

test('in whatever order scans arrive, and in whatever portions, the same ones are contested', () => {
  const made = fc.record({
    direction: fc.constantFrom('entry' as const, 'exit' as const),
    atMs: fc.integer({ min: OPENS, max: OPENS + 2 * DAY }),
    isTimeTrusted: fc.boolean(),
  });
  const rules = fc.record({
    reEntry: fc.constantFrom('once' as const, 'after_exit' as const, 'often' as const),
    entriesMax: fc.integer({ min: 0, max: 3 }),
    entriesPerDayMax: fc.integer({ min: 0, max: 2 }),
  });
  const shuffled = fc
    .array(made, { maxLength: 12 })
    .map((scans) => scans.map((scan, index) => ({ ...scan, scanId: String(index).padStart(2, '0') })))
    .chain((scans) => fc.tuple(fc.constant(scans), fc.shuffledSubarray(scans, { minLength: scans.length })));
  fc.assert(
    fc.property(rules, shuffled, (list, [scans, other]) => {
      const contested = contestedScans({ list, scans, dayOf });
      expect(contestedScans({ list, scans: other, dayOf })).toEqual(contested);
      if (list.reEntry !== 'once') return;
      const entries = scans.filter(({ direction }) => direction === 'entry').length;
      expect(contested.size).toBe(Math.max(0, entries - 1));
    }),
  );
});
