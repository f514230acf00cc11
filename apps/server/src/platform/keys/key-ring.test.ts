import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, cloneDatabase } from '../../../test/database.ts';
import { type Ctx, systemActor } from '../ctx.ts';
import type { Database } from '../database.ts';
import { createSecretBox, SecretBoxBroken } from '../secret-box.ts';
import { type KeyRing, KeyRingError, openKeyRing, type Secrets } from './key-ring.ts';
import { LEAD_MS, listDataKeys, RETIRE_AFTER_MS, retireDataKeys, rotateDataKey } from './rotate-key.ts';
import { countUses, listProgress, resealBatch, type SealedColumn, walkAgain } from './sealed-column.ts';

const SECRET = 'a secret of the tests, forty characters!';
const NEXT_SECRET = 'another secret of the tests, longer still';
const PURPOSE = 'test.box';

/** A table as a module would have it, with a key of two parts so that the walk's order is tried as well. */
const BOXES: SealedColumn = {
  table: 'public.box',
  column: 'content_sealed',
  key: [
    { name: 'shelf', type: 'int' },
    { name: 'place', type: 'text' },
  ],
  purpose: PURPOSE,
  batchRows: 7,
};
const ANSWERS: SealedColumn = { table: 'public.answer', column: 'response', key: [{ name: 'id', type: 'int' }], purpose: PURPOSE, stored: 'json' };

let database: Database;
let nowMs = Date.now();
const rings: KeyRing[] = [];
const open = async (secrets: Secrets): Promise<KeyRing> => {
  const ring = await openKeyRing({ ...secrets, database, clock: () => new Date(nowMs), onFault: (error) => expect.fail(String(error)) });
  rings.push(ring);
  return ring;
};
const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => database.transaction(systemActor('test'), {}, work);
const put = (shelf: number, place: string, sealed: string | null) =>
  asSystem((ctx) => sql`insert into public.box (shelf, place, content_sealed) values (${shelf}, ${place}, ${sealed})`.execute(ctx.tx));
const contents = async () => {
  const found = await asSystem((ctx) =>
    sql<{ sealed: string }>`select content_sealed as sealed from public.box order by shelf, place`.execute(ctx.tx),
  );
  return found.rows;
};

/** As the migration leaves an installation that has sealed before. */
const beOlder = () =>
  asOwner(database.ownerUrl, 'alter table platform.key_origin disable row level security; update platform.key_origin set founded_on_secret = true;');

beforeEach(async () => {
  nowMs = Date.now();
  database = await cloneDatabase({ clock: () => new Date(nowMs) });
  await asOwner(
    database.ownerUrl,
    `create table public.box (shelf int, place text, content_sealed text, primary key (shelf, place));
     create table public.answer (id int primary key, response jsonb);
     grant select, insert, update on public.box, public.answer to tessera_app`,
  );
});
afterEach(async () => {
  for (const ring of rings.splice(0)) ring.close();
  await database.close();
});

describe('the key ring', () => {
  it('is the same for every server and after a restart', async () => {
    const [one, two] = await Promise.all([open({ secret: SECRET }), open({ secret: SECRET })]);
    const sealed = createSecretBox(one).seal(PURPOSE, '13800138000');
    expect(createSecretBox(two).open(PURPOSE, sealed)).toBe('13800138000');
    expect(createSecretBox(two).keyedHash(PURPOSE, 'x')).toBe(createSecretBox(one).keyedHash(PURPOSE, 'x'));
    expect(createSecretBox(await open({ secret: SECRET })).open(PURPOSE, sealed)).toBe('13800138000');
  });

  it('has keys of its own that the secret alone does not give away', async () => {
    const sealed = createSecretBox(await open({ secret: SECRET })).seal(PURPOSE, 'text');
    expect(() => createSecretBox(SECRET).open(PURPOSE, sealed)).toThrow(SecretBoxBroken);
  });

  it('opens what an installation sealed before it had a ring, and finds what it hashed', async () => {
    await beOlder();
    const before = createSecretBox(SECRET);
    const ring = createSecretBox(await open({ secret: SECRET }));
    expect(ring.open(PURPOSE, before.seal(PURPOSE, '旧'))).toBe('旧');
    expect(ring.keyedHash('payments.credential', 'pepper')).toBe(before.keyedHash('payments.credential', 'pepper'));
  });

  it('is wrapped anew when SECRET changes, with texts and hashes as they were', async () => {
    const before = createSecretBox(await open({ secret: SECRET }));
    const sealed = before.seal(PURPOSE, 'kept');
    await expect(open({ secret: NEXT_SECRET })).rejects.toThrow(KeyRingError);
    await open({ secret: NEXT_SECRET, previousSecret: SECRET });
    const after = createSecretBox(await open({ secret: NEXT_SECRET }));
    expect(after.open(PURPOSE, sealed)).toBe('kept');
    expect(after.keyedHash(PURPOSE, 'x')).toBe(before.keyedHash(PURPOSE, 'x'));
    await expect(open({ secret: SECRET })).rejects.toThrow(/SECRET_PREVIOUS/);
  });

  it('changes SECRET even at the very first start of an older installation', async () => {
    await beOlder();
    const sealed = createSecretBox(SECRET).seal(PURPOSE, 'older');
    expect(createSecretBox(await open({ secret: NEXT_SECRET, previousSecret: SECRET })).open(PURPOSE, sealed)).toBe('older');
  });

  it('is hidden from everybody but the system', async () => {
    await open({ secret: SECRET });
    const { rows } = await database.transaction({ kind: 'anonymous', permissions: new Set() }, {}, (ctx) =>
      sql`select version from platform.data_key`.execute(ctx.tx),
    );
    expect(rows).toEqual([]);
  });
});

describe('a new data key', () => {
  it('seals only when every server has had the time to read it, while hashes stay', async () => {
    const [here, there] = [await open({ secret: SECRET }), await open({ secret: SECRET })];
    const hash = createSecretBox(here).keyedHash('phone', '13800138000');
    await asSystem((ctx) => rotateDataKey(ctx, here));
    await here.reload();
    expect(createSecretBox(here).seal(PURPOSE, 'x')).toMatch(/^v1\./);
    await there.reload();
    nowMs += LEAD_MS;
    const sealed = createSecretBox(here).seal(PURPOSE, 'new');
    expect(sealed).toMatch(/^v2\./);
    expect(createSecretBox(there).open(PURPOSE, sealed)).toBe('new');
    expect(createSecretBox(here).keyedHash('phone', '13800138000')).toBe(hash);
  });

  it('is made once, however many ask at the same time, and not while the last one is still spreading', async () => {
    const ring = await open({ secret: SECRET });
    const made = await Promise.all([1, 2, 3].map(() => asSystem((ctx) => rotateDataKey(ctx, ring))));
    expect(made.filter((key) => key !== null)).toHaveLength(1);
    expect((await asSystem(listDataKeys)).map((key) => [key.version, key.state])).toEqual([
      [1, 'current'],
      [2, 'waiting'],
    ]);
  });
});

describe('sealing anew', () => {
  const rotate = async (): Promise<KeyRing> => {
    const ring = await open({ secret: SECRET });
    await asSystem((ctx) => rotateDataKey(ctx, ring));
    await ring.reload();
    nowMs += LEAD_MS;
    return ring;
  };
  const walk = async (ring: KeyRing, column = BOXES, most = Number.POSITIVE_INFINITY) => {
    const secrets = createSecretBox(ring);
    for (let batch = 1; batch <= most; batch += 1) {
      if (await asSystem((ctx) => resealBatch(ctx, { column, version: 2, secrets }))) return batch;
    }
    return most;
  };
  const fill = async (count: number) => {
    const box = createSecretBox(await open({ secret: SECRET }));
    for (let index = 0; index < count; index += 1) await put(index % 3, `p${index}`, box.seal(PURPOSE, `text ${index}`));
  };

  it('goes on where it was cut off, tells how far it is, and is safe to run twice', async () => {
    await fill(20);
    const ring = await rotate();
    await walk(ring, BOXES, 1);
    expect(await asSystem(listProgress)).toMatchObject([{ column: 'public.box.content_sealed', walked: 7, total: 20, finishedAt: null }]);
    await walk(ring);
    expect(await asSystem(listProgress)).toMatchObject([{ walked: 20, total: 20, broken: 0, finishedAt: expect.any(Date) }]);
    const texts = await contents();
    expect(texts.every(({ sealed }) => sealed.startsWith('v2.'))).toBe(true);
    const opened = texts.map(({ sealed }) => createSecretBox(ring).open(PURPOSE, sealed)).toSorted();
    expect(opened).toEqual(Array.from({ length: 20 }, (_, index) => `text ${index}`).toSorted());
    expect(await walk(ring)).toBe(1);
    expect(await contents()).toEqual(texts);
  });

  it('by two workers at once does each row once', async () => {
    await fill(20);
    const ring = await rotate();
    await Promise.all([walk(ring), walk(ring)]);
    expect(await asSystem(listProgress)).toMatchObject([{ walked: 20, total: 20 }]);
    expect(await asSystem((ctx) => countUses(ctx, [BOXES]))).toEqual(new Map([[2, 20]]));
  });

  it('reads and writes texts that stand in JSON', async () => {
    const old = createSecretBox(await open({ secret: SECRET })).seal(PURPOSE, '{"code":"123"}');
    await asSystem((ctx) => sql`insert into public.answer values (1, to_jsonb(${old}::text))`.execute(ctx.tx));
    const ring = await rotate();
    await walk(ring, ANSWERS);
    const { rows } = await asSystem((ctx) => sql<{ response: string }>`select response from public.answer`.execute(ctx.tx));
    expect(createSecretBox(ring).open(PURPOSE, rows[0]?.response ?? '')).toBe('{"code":"123"}');
  });

  it('retires the old key when nothing uses it any more, and not before', async () => {
    await fill(3);
    const old = (await contents())[0]?.sealed ?? '';
    const ring = await rotate();
    const retire = () => asSystem((ctx) => retireDataKeys(ctx, (system) => countUses(system, [BOXES])));
    nowMs += RETIRE_AFTER_MS;
    expect(await retire()).toEqual([]);
    await walk(ring);
    await put(9, 'late', old);
    expect(await retire()).toEqual([]);
    await asSystem(walkAgain);
    await walk(ring);
    expect(await retire()).toEqual([1]);
    await ring.reload();
    expect(() => createSecretBox(ring).open(PURPOSE, old)).toThrow(SecretBoxBroken);
    expect((await asSystem(listDataKeys)).map((key) => key.state)).toEqual(['retired', 'current']);
  });

  it('counts what no key opens and keeps the key for it', async () => {
    await put(1, 'bad', 'v1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    const ring = await rotate();
    await walk(ring);
    expect(await asSystem(listProgress)).toMatchObject([{ walked: 1, broken: 1 }]);
    nowMs += RETIRE_AFTER_MS;
    expect(await asSystem((ctx) => retireDataKeys(ctx, (system) => countUses(system, [BOXES])))).toEqual([]);
  });
});
