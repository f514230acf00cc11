/** The contract of a new module, and what it adds to the files that list all modules. */
import type { Names } from './names.ts';

export const contractFile = ({ module, noun, Noun, Nouns }: Names): string => `import { z } from 'zod';
import { routes } from './route.ts';
import { id, instant, name, page, paging } from './schemas.ts';

export const ${module}Errors = {
  '${module}.unknown': 404,
  '${module}.name_taken': 409,
} as const;

const ${noun} = z.object({ id: id<'${noun}'>(), name, createdAt: instant });
export type ${Noun} = z.input<typeof ${noun}>;

export const ${module} = routes({
  list${Nouns}: {
    method: 'GET',
    path: '/${module}',
    summary: '${Nouns}, newest first',
    permission: '${module}.read',
    query: z.object(paging),
    response: page(${noun}),
    errors: [],
  },
  get${Noun}: {
    method: 'GET',
    path: '/${module}/:${noun}Id',
    summary: 'One ${noun}',
    permission: '${module}.read',
    params: z.object({ ${noun}Id: id<'${noun}'>() }),
    response: ${noun},
    errors: ['${module}.unknown'],
  },
  create${Noun}: {
    method: 'POST',
    path: '/${module}',
    summary: 'Enter a ${noun}',
    permission: '${module}.write',
    idempotent: true,
    body: z.object({ name }),
    response: ${noun},
    errors: ['${module}.name_taken'],
  },
});
`;

/** One change to a file that exists: `line` goes in front of the first match of `before` at or after `after`. */
export type Insertion = { path: string; after?: string; before: RegExp; line: string };

export const insertions = ({ module, noun }: Names): Insertion[] => [
  { path: 'packages/contract/src/api.ts', before: /^import /m, line: `import { ${module} } from './${module}.ts';\n` },
  { path: 'packages/contract/src/api.ts', after: 'export const api', before: /^\};/m, line: `  ${module},\n` },
  { path: 'packages/contract/src/index.ts', before: /^export /m, line: `export * from './${module}.ts';\n` },
  { path: 'packages/contract/src/errors.ts', before: /^import /m, line: `import { ${module}Errors } from './${module}.ts';\n` },
  { path: 'packages/contract/src/errors.ts', after: 'export const ERRORS', before: /^\} as const;/m, line: `  ...${module}Errors,\n` },
  {
    path: 'packages/contract/src/permissions.ts',
    after: 'PERMISSIONS',
    before: /^\] as const;/m,
    line: `  '${module}.read',\n  '${module}.write',\n`,
  },
  {
    path: 'packages/contract/src/ready-made-roles.ts',
    after: 'administrator',
    before: /^ {4}\],/m,
    line: `      '${module}.read',\n      '${module}.write',\n`,
  },
  {
    path: 'packages/messages/src/errors.en.ts',
    after: 'errorsEn',
    before: /^\};/m,
    line: `  '${module}.unknown': 'This ${noun} does not exist.',\n  '${module}.name_taken': 'There is already a ${noun} of this name.',\n`,
  },
  {
    path: 'packages/messages/src/errors.zh-CN.ts',
    after: 'errorsZhCn',
    before: /^\};/m,
    line: `  '${module}.unknown': '该记录不存在。',\n  '${module}.name_taken': '该名称已被使用。',\n`,
  },
  { path: 'apps/server/src/app.ts', before: /^import /m, line: `import { ${module}Routes } from './modules/${module}/index.ts';\n` },
  { path: 'apps/server/src/app.ts', after: 'function routesOf', before: /^ {2}\];/m, line: `    ...${module}Routes,\n` },
];

/** @throws Error naming the file when the place is not there any more. */
export function insert(text: string, { path, after, before, line }: Insertion): string {
  const from = after === undefined ? 0 : text.indexOf(after);
  const place = from < 0 ? -1 : text.slice(from).search(before);
  if (place < 0) throw new Error(`${path} has changed its shape: add by hand\n${line}`);
  return text.slice(0, from + place) + line + text.slice(from + place);
}
