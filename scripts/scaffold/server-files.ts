/** The files of a new module on the server, by name, in our anatomy. */
import type { Names } from './names.ts';

export function serverFiles(names: Names): Record<string, string> {
  const { noun } = names;
  return {
    'README.md': readme(names),
    'index.ts': index(names),
    [`${noun}.ts`]: nounFile(names),
    [`create-${noun}.ts`]: createUseCase(names),
    [`create-${noun}.test.ts`]: createTest(names),
    [`get-${noun}.ts`]: getUseCase(names),
    [`list-${names.module}.ts`]: listUseCase(names),
    'queries.ts': queries(names),
    'routes.ts': routes(names),
    'tables.ts': tables(names),
    [`migrations/0001-${names.module}.sql`]: migration(names),
  };
}

const readme = ({ module, noun }: Names) => `# ${module}

One sentence: what this module is for.

**Owns** \`${module}.${noun}\`.

**Nouns** A *${noun}* is …

**Invariants**
- Names are unique, whatever the case of the letters.
- Only the operator's staff sees and enters them; row-level security holds this line too.
`;

const index = ({ module, noun, Noun }: Names) => `export { create${Noun} } from './create-${noun}.ts';
export { get${Noun} } from './get-${noun}.ts';
export type { ${Noun}View } from './${noun}.ts';
export { ${module}Routes } from './routes.ts';
`;

const nounFile = ({ module, noun, Noun, Nouns }: Names) => `import type { ${module}, OutputOf } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { ${Nouns}Tables } from './tables.ts';

/** As the contract shows it. */
export type ${Noun}View = OutputOf<typeof ${module}.get${Noun}>;
type ${Noun}Row = Pick<Selectable<${Nouns}Tables['${module}.${noun}']>, 'id' | 'name' | 'created_at'>;

export function ${noun}View({ created_at, ...row }: ${Noun}Row): ${Noun}View {
  return { ...row, createdAt: created_at };
}
`;

const createUseCase = ({ module, noun, Noun }: Names) => `import { AppError, type InputOf, type ${module} } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type ${Noun}View, ${noun}View } from './${noun}.ts';
import { insert${Noun} } from './queries.ts';

/** @throws AppError \`${module}.name_taken\`, whatever the case of the letters. */
export async function create${Noun}(ctx: Ctx, input: InputOf<typeof ${module}.create${Noun}>): Promise<${Noun}View> {
  const { name } = input;
  const row = await insert${Noun}(ctx, { id: newId<'${noun}'>(ctx.now.getTime()), name, created_at: ctx.now });
  if (!row) throw new AppError('${module}.name_taken');
  await record(ctx, { action: '${module}.create${Noun}', targetKind: '${noun}', targetId: row.id, after: { name } });
  return ${noun}View(row);
}
`;

const getUseCase = ({ module, noun, Noun, Nouns }: Names) => `import { AppError, type InputOf, type ${module} } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type ${Noun}View, ${noun}View } from './${noun}.ts';
import { select${Nouns}ById } from './queries.ts';

/** @throws AppError \`${module}.unknown\`, also for one that the actor may not see. */
export async function get${Noun}(ctx: Ctx, { ${noun}Id }: InputOf<typeof ${module}.get${Noun}>): Promise<${Noun}View> {
  const [row] = await select${Nouns}ById(ctx, [${noun}Id]);
  if (!row) throw new AppError('${module}.unknown', { ${noun}Id });
  return ${noun}View(row);
}
`;

const listUseCase = ({ module, noun, Nouns }: Names) => `import { id, type InputOf, type OutputOf, type ${module} } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { ${noun}View } from './${noun}.ts';
import { select${Nouns} } from './queries.ts';

type List = typeof ${module}.list${Nouns};
const ${noun}Id = id<'${noun}'>();

/** Newest first. */
export async function list${Nouns}(ctx: Ctx, { cursor, limit }: InputOf<List>): Promise<OutputOf<List>> {
  const before = keyOfCursor(cursor, [KEY_ID])?.[0];
  const rows = await select${Nouns}(ctx, { beforeId: before === undefined ? undefined : ${noun}Id.parse(before), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  return { items: items.map(${noun}View), nextCursor };
}
`;

const queries = ({ module, noun, Noun, Nouns }: Names) => `import type { Id } from '@tessera/kernel';
import type { Insertable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { ${Nouns}Tables } from './tables.ts';

const COLUMNS = ['id', 'name', 'created_at'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<${Nouns}Tables>();

/** Newest first. */
export function select${Nouns}(ctx: Ctx, filter: { beforeId: Id<'${noun}'> | undefined; limit: number }) {
  const query = tables(ctx).selectFrom('${module}.${noun}').select(COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  return (filter.beforeId === undefined ? query : query.where('id', '<', filter.beforeId)).execute();
}

export function select${Nouns}ById(ctx: Ctx, ids: readonly Id<'${noun}'>[]) {
  return tables(ctx).selectFrom('${module}.${noun}').select(COLUMNS).where('id', 'in', ids).execute();
}

/** Undefined when the name is taken. */
export function insert${Noun}(ctx: Ctx, row: Insertable<${Nouns}Tables['${module}.${noun}']>) {
  return tables(ctx)
    .insertInto('${module}.${noun}')
    .values(row)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}
`;

const routes = ({ module, noun, Noun, Nouns }: Names) => `import { ${module} } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { create${Noun} } from './create-${noun}.ts';
import { get${Noun} } from './get-${noun}.ts';
import { list${Nouns} } from './list-${module}.ts';

export const ${module}Routes = bind(${module}, { list${Nouns}, get${Noun}, create${Noun} });
`;

const tables = ({ module, noun, Nouns }: Names) => `import type { Id } from '@tessera/kernel';
import type { GeneratedAlways } from 'kysely';

export type ${Nouns}Tables = {
  '${module}.${noun}': {
    id: Id<'${noun}'>;
    name: string;
    search_name: GeneratedAlways<string>;
    created_at: Date;
  };
};
`;

const migration = ({ module, noun }: Names) => `create table ${module}.${noun} (
  id uuid not null constraint ${noun}_pkey primary key,
  name text not null,
  search_name text collate "C" not null generated always as (lower(name)) stored,
  created_at timestamptz not null,
  constraint ${noun}_name_key unique (search_name)
);

grant select, insert on ${module}.${noun} to tessera_app;

alter table ${module}.${noun} enable row level security;
alter table ${module}.${noun} force row level security;
create policy ${noun}_visible on ${module}.${noun} to tessera_app
  using ((select platform.is_operator()) or (select platform.actor_kind()) = 'system');
`;

const createTest = ({ module, noun, Noun }: Names) => `import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { create${Noun} } from './create-${noun}.ts';
import { get${Noun} } from './get-${noun}.ts';

let database: Database;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const system = systemActor('test');

test('a ${noun} that was entered is found by its id', async () => {
  const entered = await database.transaction(system, {}, (ctx) => create${Noun}(ctx, { name: '一号', key: newId() }));
  const found = await database.transaction(system, {}, (ctx) => get${Noun}(ctx, { ${noun}Id: entered.id }));
  expect(found).toEqual(entered);
});

test('a name is taken whatever the case of its letters', async () => {
  await database.transaction(system, {}, (ctx) => create${Noun}(ctx, { name: 'North', key: newId() }));
  const second = database.transaction(system, {}, (ctx) => create${Noun}(ctx, { name: 'NORTH', key: newId() }));
  await expect(second).rejects.toMatchObject({ code: '${module}.name_taken' });
});

test('an unknown ${noun} is refused', async () => {
  const asked = database.transaction(system, {}, (ctx) => get${Noun}(ctx, { ${noun}Id: newId() }));
  await expect(asked).rejects.toMatchObject({ code: '${module}.unknown' });
});
`;
