/** Walks every route of the contract as every caller, with own, foreign and unknown ids, and tells what went wrong in one sentence each. */
import { api, type Permission, type Route } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { LightMyRequestResponse } from 'fastify';
import { fileOf, pictureBytes } from '../pictures.ts';
import type { Caller } from './callers.ts';
import { type Asked, exampleOf, idSlotsOf, type Slot, withValue } from './example.ts';
import type { Ground, Planted } from './ground.ts';

export type NamedRoute = { name: string; route: Route };
export const ROUTES: readonly NamedRoute[] = Object.values(api).flatMap((table) =>
  Object.entries<Route>(table).map(([name, route]) => ({ name, route })),
);

/** Ids of what only the operator has, and only its people may ask for: nobody gets so far as to try a foreign one. */
export const OPERATORS_ONLY: ReadonlySet<string> = new Set(['backupId', 'announcementId', 'incidentId', 'articleId', 'fromStaffId']);
/** Ids of what belongs to nobody: every one at work may name it, so none is foreign. */
const NOBODYS: ReadonlySet<string> = new Set(['categoryId', 'thanksCategoryId']);
/** Routes that answer a foreign id in their path with something else than 404, and why. */
const NOT_404: Record<string, string> = {
  findCharge: 'a till asks what became of a key; one that it did not use is «unknown», like any other',
  endOwnSession: 'a session that is over or never was is not there any more, which was the wish',
  removePasskey: 'asks for the password first, whatever passkey is named',
  amendApplication: 'asks for a proved phone first, whatever application is named',
  addDocument: 'as above',
  removeDocument: 'as above',
};
/** Places where a foreign id is not refused but not heeded either, and why. */
const UNHEEDED: Record<string, string> = {
  'createMember.issuerId': 'an issuer’s people enter members of their own issuer, whatever is said',
  'readOwnNotices.upToId': 'one’s own notices up to the moment of an id, whosever it is',
};
/** Routes whose own id is gone after the first walk. */
const SPENT: ReadonlySet<string> = new Set(['endOwnSession', 'removePasskey', 'downloadOwnExport']);
/** Routes left out of the walk over one's own, and why. They name no id. */
const LEFT_OUT: Record<string, string> = {
  signOut: 'ends the session that the walk goes on with',
  endOtherSessions: 'as above',
  uploadImport: 'writes in several transactions, which cannot be taken back each by itself; the ground uploads',
};
/** Answers in which a shop’s name may stand that is no other way the caller’s, and why. */
const SIGNS_SHOWN: Record<string, string> = {
  listBillLines: 'an issuer reads on its bill where its own members were served',
  listRedemptions: 'as above, as soon as they redeemed',
  getRedemption: 'as above',
  exportRedemptions: 'as above',
};
/** Requests under way at once. */
const WIDTH = 6;
/** Routes that are walked before the count of refusals begins anew. */
const ROUTES_PER_COUNT = 80;

/** The parameters of the contract that have nothing planted, each in a sentence. */
export function unplanted(ground: Ground, callers: readonly Caller[]): string[] {
  const isClosed = (route: Route) =>
    callers.every((caller) => !mayAsk(route, caller) || (caller.actor.kind === 'staff' && caller.actor.organizationKind === 'operator'));
  return ROUTES.flatMap(({ name, route }) =>
    idSlotsOf(route)
      .filter((slot) => !ground.nouns[slot.name] && !NOBODYS.has(slot.name) && !(OPERATORS_ONLY.has(slot.name) && isClosed(route)))
      .map(
        (slot) =>
          `«${slot.name}» (${slot.part} of ${name}, ${route.method} ${route.path}) has nothing planted: give it an own and a foreign id in apps/server/test/isolation/ground.ts`,
      ),
  );
}

export type Report = { requests: number; faults: string[]; foreign: { requestId: string; name: string; caller: string; status: number }[] };

/** What the caller has no right to at all. */
export async function walkClosed(ground: Ground, caller: Caller): Promise<Report> {
  const report: Report = { requests: 0, faults: [], foreign: [] };
  await eachOf(
    ROUTES.filter(({ route }) => !mayAsk(route, caller)),
    (one) => turnAway({ ground, caller, report }, one),
  );
  return report;
}

/** What the caller may ask for, of those to whom it is foreign. */
export async function walkForeign(ground: Ground, caller: Caller): Promise<Report> {
  const report: Report = { requests: 0, faults: [], foreign: [] };
  for (let at = 0; at < ROUTES.length; at += ROUTES_PER_COUNT) {
    // The count of the caller's refusals begins anew, so that few of them are only counted.
    await ground.world.app.core.witness.flush();
    await eachOf(ROUTES.slice(at, at + ROUTES_PER_COUNT), async (one) => {
      if (mayAsk(one.route, caller))
        for (const slot of idSlotsOf(one.route))
          if (!(`${one.name}.${slot.name}` in UNHEEDED)) await tryForeign({ ground, caller, report }, one, slot);
    });
  }
  return report;
}

/** Everything that the caller may do with what is its own; the server's database takes back every change. */
export async function walkOwn(ground: Ground, caller: Caller): Promise<Report> {
  const report: Report = { requests: 0, faults: [], foreign: [] };
  await eachOf(
    ROUTES.filter(({ name, route }) => mayAsk(route, caller) && !(name in LEFT_OUT)),
    (one) => useOwn({ ground, caller, report }, one),
  );
  return report;
}

type Walk = { ground: Ground; caller: Caller; report: Report };

async function turnAway(walk: Walk, one: NamedRoute): Promise<void> {
  const refusal = walk.caller.actor.kind === 'anonymous' ? 401 : 403;
  const answer = await send(walk, one, { asked: filled(walk, one.route, 'foreign') });
  if (answer.statusCode !== refusal) walk.report.faults.push(`${walk.caller.name} · ${one.name}: ${answer.statusCode} instead of ${refusal}`);
}

async function tryForeign(walk: Walk, one: NamedRoute, slot: Slot): Promise<void> {
  const foreign = plantedFor(walk, slot.name, 'foreign');
  if (!foreign) return;
  const asked = filled(walk, one.route, 'own');
  const unknownId = newId();
  const [answer, unknown] = [
    await send(walk, one, { asked: withValue(asked, slot, foreign.id), sent: [foreign.id] }),
    await send(walk, one, { asked: withValue(asked, slot, unknownId) }),
  ];
  const said = (response: LightMyRequestResponse, id: string) => comparable(response).replaceAll(id, '<id>');
  const at = `${walk.caller.name} · ${one.name} · foreign ${slot.name} in the ${slot.part}`;
  if (said(answer, foreign.id) !== said(unknown, unknownId)) {
    walk.report.faults.push(`${at}: answers ${said(answer, foreign.id)}, but an unknown one ${said(unknown, unknownId)}`);
  }
  if (slot.part !== 'params') return;
  if (answer.statusCode !== 404 && !(one.name in NOT_404)) walk.report.faults.push(`${at}: ${answer.statusCode} instead of 404`);
  walk.report.foreign.push({
    requestId: String(answer.headers['x-request-id']),
    name: one.name,
    caller: walk.caller.name,
    status: answer.statusCode,
  });
}

async function useOwn(walk: Walk, one: NamedRoute): Promise<void> {
  const answer = await send(walk, one, { asked: filled(walk, one.route, 'own') });
  const at = `${walk.caller.name} · ${one.name}`;
  if (answer.statusCode >= 500 && answer.statusCode !== 503) walk.report.faults.push(`${at}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
  if (answer.statusCode === 401 && answer.body.includes('request.unauthenticated')) walk.report.faults.push(`${at}: 401, so nothing was tried`);
  if (walk.caller.twin) proves(walk, one, answer);
  if (one.route.query && 'q' in one.route.query.shape) await search(walk, one);
}

/** A foreign id that is refused proves something only where one's own is not. */
function proves(walk: Walk, one: NamedRoute, answer: LightMyRequestResponse): void {
  const named = idSlotsOf(one.route).filter((slot) => slot.part === 'params');
  if (named.length === 0 || !named.every((slot) => plantedFor(walk, slot.name, 'own')) || SPENT.has(one.name)) return;
  const isLost = answer.statusCode === 404 || answer.body.includes('request.invalid');
  if (isLost)
    walk.report.faults.push(
      `${walk.caller.name} · ${one.name}: the own id gets no further, so the foreign one proves nothing: ${answer.body.slice(0, 250)}`,
    );
}

/** Looks for each foreign name by the search of a list. */
async function search(walk: Walk, one: NamedRoute): Promise<void> {
  for (const mark of walk.ground.marks.filter(({ group, text }) => walk.caller.foreign.has(group) && /^[a-z]+-[ab]-/.test(text))) {
    const asked = filled(walk, one.route, 'own');
    await send(walk, one, { asked: { ...asked, query: { ...asked.query, q: mark.text } }, sent: [mark.text] });
  }
}

type Sending = { asked: Asked /** What was sent may come back. */; sent?: readonly string[] };

/** One request; whatever it answers, nothing foreign may stand in it, except what was sent along. */
async function send(walk: Walk, { name, route }: NamedRoute, { asked, sent = [] }: Sending): Promise<LightMyRequestResponse> {
  const { caller, ground, report } = walk;
  const answer = await ask(ground, caller.headers, { route, asked });
  report.requests += 1;
  const ids = Object.values(asked.params).map(String);
  for (const mark of ground.marks) {
    // The audit log names every session and thing; who reads it, reads that.
    if (mark.group.startsWith('inbox') && wanted(route).some((permission) => permission.startsWith('audit.'))) continue;
    if (name in SIGNS_SHOWN && mark.group === 'sign a') continue;
    if (!caller.foreign.has(mark.group) || sent.includes(mark.text) || ids.includes(mark.text) || !holds(answer.body, mark.text)) continue;
    report.faults.push(`${caller.name} · ${name}: the answer holds «${mark.text}» of ${mark.group}`);
  }
  return answer;
}

export function ask(
  ground: Ground,
  headers: Record<string, string>,
  { route, asked }: { route: Route; asked: Asked },
): Promise<LightMyRequestResponse> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(Buffer.from(String(asked.params[name])).toString()));
  const query = new URLSearchParams(Object.entries(asked.query).map(([name, value]): [string, string] => [name, String(value)]));
  const form = new FormData();
  if (route.upload) form.set('file', exampleFile(route.upload));
  return ground.world.app.http.inject({
    method: route.method,
    url: `/api${path}?${query}`,
    headers: { ...headers, ...(route.idempotent && { 'idempotency-key': newId() }) },
    ...(route.method !== 'GET' && { payload: route.upload ? form : asked.body }),
  });
}

/** What the route takes: a picture, or a table. */
function exampleFile({ types }: NonNullable<Route['upload']>): File {
  return types.includes('image/png') ? fileOf(pictureBytes('png')) : new File(['name\n'], 'list.csv', { type: 'text/csv' });
}

export function mayAsk(route: Route, caller: Caller): boolean {
  return wanted(route).some((permission) => permission === 'public' || caller.actor.permissions.has(permission));
}

export function wanted(route: Route): readonly Permission[] {
  return typeof route.permission === 'string' ? [route.permission] : route.permission;
}

/** A well-formed request with own (or foreign) ids wherever it must name one. */
function filled(walk: Walk, route: Route, side: 'own' | 'foreign'): Asked {
  const asked = exampleOf(route, newId().slice(-8));
  return idSlotsOf(route)
    .filter((slot) => slot.part === 'params' || isOpen(asked, slot))
    .reduce((filledSoFar, slot) => withValue(filledSoFar, slot, idFor(walk, slot.name, side)), asked);
}

function isOpen(asked: Asked, slot: Slot): boolean {
  return JSON.stringify(asked[slot.part]).includes(`":${slot.name}"`);
}

function idFor(walk: Walk, name: string, side: 'own' | 'foreign'): string {
  const planted = plantedFor(walk, name, side) ?? plantedFor(walk, name, side === 'own' ? 'foreign' : 'own');
  return planted?.id ?? newId();
}

function plantedFor({ ground, caller }: Walk, name: string, side: 'own' | 'foreign'): Planted | undefined {
  const all = ground.nouns[name] ?? [];
  // With two that are foreign, that of the other side.
  return side === 'own' ? all.find(({ group }) => !caller.foreign.has(group)) : all.findLast(({ group }) => caller.foreign.has(group));
}

/** An answer without what is different each time. */
function comparable(response: LightMyRequestResponse): string {
  return `${response.statusCode} ${response.body.replace(/"requestId":"[^"]*"/g, '').replace(/"(?:at|serverTime)":"[^"]*"/g, '')}`;
}

/** Whether a text stands in another; a number only by itself, not as a part of an id. */
export function holds(body: string, mark: string): boolean {
  return /^\d{4,6}$/.test(mark) ? new RegExp(`(?<![0-9a-f-])${mark}(?![0-9a-f-])`).test(body) : body.includes(mark);
}

async function eachOf<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
}
