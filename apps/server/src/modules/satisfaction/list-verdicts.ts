import type { InputOf, OutputOf, satisfaction } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { startOfDay } from '../../platform/time-zone.ts';
import { findMembers } from '../members/index.ts';
import { selectVerdicts, type Tallied, tallyVerdicts, type VerdictFilter, type VerdictRow } from './queries.ts';

export type VerdictView = OutputOf<typeof satisfaction.listVerdicts>['items'][number];
type Sums = OutputOf<typeof satisfaction.sumVerdicts>;
type Asked = InputOf<typeof satisfaction.sumVerdicts>;

export async function listVerdicts(ctx: Ctx, input: InputOf<typeof satisfaction.listVerdicts>): Promise<OutputOf<typeof satisfaction.listVerdicts>> {
  const { cursor, limit, ...asked } = input;
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const rows = await selectVerdicts(ctx, await filterOf(ctx, asked), { after: at && id ? { at, id } : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.told_at.toISOString(), row.id]);
  return { items: await describeVerdicts(ctx, items), nextCursor };
}

/** Both days are included. */
export async function filterOf(ctx: Ctx, { from, to, ...rest }: Asked): Promise<VerdictFilter> {
  return {
    ...rest,
    from: from ? await startOfDay(ctx, from) : undefined,
    before: to ? new Date((await startOfDay(ctx, to)).getTime() + DAY_MS) : undefined,
  };
}

/** Whoever may read what was said may read who said it. */
export async function describeVerdicts(ctx: Ctx, rows: readonly VerdictRow[]): Promise<VerdictView[]> {
  const members = await asSystem(ctx, (system) =>
    findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    chatId: row.chat_id,
    disputeId: row.dispute_id,
    memberId: row.member_id,
    memberName: members.get(row.member_id)?.name ?? '',
    agentName: row.agent_name,
    score: row.score,
    text: row.text,
    toldAt: row.told_at,
  }));
}

export async function sumVerdicts(ctx: Ctx, input: Asked): Promise<Sums> {
  const rows = await tallyVerdicts(ctx, await filterOf(ctx, input));
  const whole = tallyOf(rows);
  return {
    whole: { ...whole, average: whole.count === 0 ? null : whole.average },
    byAgent: [...groups(rows, (row) => row.agent_id)].map(([staffId, own]) => ({ staffId, name: nameOf(own), ...tallyOf(own) })).sort(mostFirst),
    byKind: [...groups(rows, (row) => row.kind)].map(([kind, own]) => ({ kind, ...tallyOf(own) })).sort(mostFirst),
    byWeek: [...groups(rows, (row) => row.monday)]
      .map(([monday, own]) => ({ monday, ...tallyOf(own) }))
      .sort((one, other) => one.monday.localeCompare(other.monday)),
  };
}

function groups<Key>(rows: readonly Tallied[], keyOf: (row: Tallied) => Key): Map<Key, Tallied[]> {
  const found = new Map<Key, Tallied[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return found;
}

function nameOf(rows: readonly Tallied[]): string {
  return rows.find((row) => row.agent_name !== null)?.agent_name ?? '';
}

function mostFirst(one: { count: number }, other: { count: number }): number {
  return other.count - one.count;
}

const SCORES = [1, 2, 3, 4, 5] as const;

/** The average is rounded to one place, as it is shown. */
function tallyOf(rows: readonly Tallied[]): { count: number; average: number; counts: number[] } {
  const counts = SCORES.map((score) => rows.reduce((sum, row) => (row.score === score ? sum + row.count : sum), 0));
  const count = counts.reduce((sum, one) => sum + one, 0);
  const points = rows.reduce((sum, row) => sum + row.score * row.count, 0);
  return { count, average: count === 0 ? 0 : Math.round((10 * points) / count) / 10, counts };
}
