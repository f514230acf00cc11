/** Every route × every caller × own, foreign and unknown ids. What is in the contract is walked; nothing is listed by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf } from '../../src/platform/http/serve-routes.ts';
import { eventually } from '../world.ts';
import { type Caller, callersOf } from './callers.ts';
import { createDoor } from './door.ts';
import { type Ground, plantGround } from './ground.ts';
import { connectAs, fingerprints, jobsDue, type Owner, unguard } from './tables.ts';
import { type Report, ROUTES, unplanted, walkClosed, walkForeign, walkOwn } from './walk.ts';

const MATRIX_MS = 480_000;
const door = createDoor();
/** Imports and exports are planted as well. */
const JOBS_MS = 180_000;
let ground: Ground;
let callers: Caller[];
let owner: Owner;

beforeAll(async () => {
  ground = await plantGround(door.over);
  callers = await callersOf(ground);
  door.twinOf = (actor) => callers.find((caller) => caller.actor === actor || callerOf(caller.actor, '') === callerOf(actor, ''))?.twin ?? actor;
  owner = await connectAs(ground.world.database.ownerUrl);
}, MATRIX_MS);
afterAll(async () => {
  await owner?.close();
  await ground?.close();
});

test('every id that a route takes has an own and a foreign one to try', () => {
  expect(unplanted(ground, callers)).toEqual([]);
});

test('what is foreign is answered like what does not exist, by every route to every caller, and changes nothing', {
  timeout: MATRIX_MS,
}, async () => {
  await eventually(async () => expect(await jobsDue(owner)).toEqual([]), JOBS_MS);
  const before = await fingerprints(owner);
  const [closed, report] = [await walkAll(walkClosed), await walkAll(walkForeign)];
  expect([...closed.faults, ...report.faults]).toEqual([]);
  expect(await fingerprints(owner)).toEqual(before);
  await eventually(async () => expect(await unrecorded(report)).toEqual([]));
  console.log(
    `isolation: ${ROUTES.length} routes × ${callers.length} callers, ${closed.requests + report.requests} requests, ${report.foreign.length} foreign ids in paths`,
  );
});

test('what is one’s own is answered, without a word of what is foreign', { timeout: MATRIX_MS }, async () => {
  expect((await walkOwnTakenBack()).faults).toEqual([]);
});

describe('each line holds alone', () => {
  test('without row-level security the use cases still keep the parties apart', { timeout: MATRIX_MS }, async () => {
    const guard = await unguard(owner);
    try {
      const [foreign, own] = [await walkAll(walkForeign, bounded()), await walkOwnTakenBack(bounded())];
      expect([...foreign.faults, ...own.faults]).toEqual([]);
    } finally {
      await guard();
    }
  });

  test('when everybody is taken for somebody of the other side, the matrix says so for every party', { timeout: MATRIX_MS }, async () => {
    door.mode = 'mistaken';
    try {
      const { faults } = await walkAll(walkForeign, bounded());
      expect(bounded().length).toBeGreaterThanOrEqual(5);
      for (const { name } of bounded()) expect(faults.filter((fault) => fault.startsWith(name)).length, name).toBeGreaterThan(0);
    } finally {
      door.mode = 'open';
    }
  });
});

/** Those to whom something is foreign, one of each kind. */
function bounded(): Caller[] {
  return callers.filter(({ name, twin }) => twin && name !== 'merchantCashier' && name !== 'issuerClerk');
}

/** Tries of a foreign id in a path that are in no audit record: neither each by itself nor, beyond twenty a minute, in their caller's count. */
async function unrecorded({ foreign }: Report): Promise<string[]> {
  await ground.world.app.core.witness.flush();
  const tries = foreign.filter(({ status }) => status === 404);
  const found = await owner.query<{ requestId: string; actorId: string; isCount: boolean }>(
    `select request_id as "requestId", coalesce(actor_id::text, '') as "actorId", action = 'audit.countRefusals' as "isCount"
     from audit.record where outcome = 'refused' and (action = 'audit.countRefusals' or request_id = any($1))`,
    [tries.map(({ requestId }) => requestId)],
  );
  const written = new Set(found.filter(({ isCount }) => !isCount).map(({ requestId }) => requestId));
  const counted = new Set(found.filter(({ isCount }) => isCount).map(({ actorId }) => actorId));
  const isCounted = (name: string) => callers.some(({ name: own, actor }) => own === name && counted.has(callerOf(actor, '').split(':')[1] ?? ''));
  const lost = tries.filter(({ requestId, caller }) => !written.has(requestId) && !isCounted(caller));
  return written.size < tries.length / 2 ? ['most tries are only counted'] : lost.map(({ caller, name }) => `${caller} · ${name}`);
}

async function walkOwnTakenBack(by = callers): Promise<Report> {
  door.mode = 'take back';
  try {
    return await walkAll(walkOwn, by);
  } finally {
    door.mode = 'open';
  }
}

/** A minute passes between two callers, so that no limit of requests hides an answer. */
async function walkAll(walk: (ground: Ground, caller: Caller) => Promise<Report>, by = callers): Promise<Report> {
  const reports: Report[] = [];
  for (const caller of by) {
    // A minute's count of refusals begins anew, so that few are only counted.
    await ground.world.app.core.witness.flush();
    reports.push(await walk(ground, caller));
  }
  ground.world.pass(61);
  return {
    requests: reports.reduce((sum, { requests }) => sum + requests, 0),
    faults: [...new Set(reports.flatMap(({ faults }) => faults))],
    foreign: reports.flatMap(({ foreign }) => foreign),
  };
}
