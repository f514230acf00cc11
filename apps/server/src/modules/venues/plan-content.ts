import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError } from '@tessera/contract';
import { countSeats, NO_EXTRAS, type PlanProblem, parseLayout, parsePlan, type SeatPlan } from '@tessera/rules';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** Far more than the largest plan that is taken; what unfolds beyond it was not packed by us. */
const UNPACKED_BYTES_MAX = 64_000_000;

export type PackedPlan = { content: Buffer; seat_count: number; standing_count: number };

export async function packPlan(plan: SeatPlan): Promise<PackedPlan> {
  const standing = plan.extras.standing.reduce((sum, { capacity }) => sum + capacity, 0);
  return { content: await pack(JSON.stringify(plan)), seat_count: countSeats(plan.layout), standing_count: standing };
}

export async function unpackPlan(content: Buffer): Promise<SeatPlan> {
  const json = (await unpack(content, { maxOutputLength: UNPACKED_BYTES_MAX })).toString('utf8');
  return JSON.parse(json) as SeatPlan; // Only `packPlan` writes it, from a plan that was checked.
}

/** Pretix's file, or ours with what stands beside it. @throws AppError `venues.file_…` */
export function readPlanFile(bytes: Buffer): SeatPlan {
  const value = readJson(bytes);
  const isWhole = typeof value === 'object' && value !== null && 'layout' in value;
  if (isWhole) return readWhole(value);
  const parsed = parseLayout(value);
  return parsed.isPlan ? { layout: parsed.layout, extras: NO_EXTRAS } : refuse(parsed.problems);
}

/** As the editor sends it. @throws AppError `venues.file_…` */
export function readPlan(bytes: Buffer): SeatPlan {
  return readWhole(readJson(bytes));
}

function readWhole(value: unknown): SeatPlan {
  const parsed = parsePlan(value);
  return parsed.isPlan ? parsed.plan : refuse(parsed.problems);
}

const [BRACE, BRACKET] = [0x7b, 0x5b];
/** Forty thousand seats with all that can stand beside them have a third of it. */
const BRACES_MAX = 400_000;

/** What reading costs is told by how many things there are rather than by the length: a few million empty lists would keep the process for seconds. */
function readJson(bytes: Buffer): unknown {
  if (isDense(bytes)) throw new AppError('venues.file_too_large', { at: 'zones', count: 1 });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('venues.file_unreadable');
  }
}

/** The first is told by its own code, with its place in the file and how many there are. */
function refuse(problems: readonly PlanProblem[]): never {
  const { fault, at } = problems[0] ?? { fault: 'not_a_plan', at: '' };
  throw new AppError(`venues.file_${fault}`, { at, count: problems.length });
}

/** By place and not by iterator, which takes four times as long. */
function isDense(bytes: Buffer): boolean {
  let count = 0;
  for (let at = 0; at < bytes.length && count <= BRACES_MAX; at += 1) {
    const byte = bytes[at];
    if (byte === BRACE || byte === BRACKET) count += 1;
  }
  return count > BRACES_MAX;
}
