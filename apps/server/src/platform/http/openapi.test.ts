import { api, type Route } from '@tessera/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openApiOf } from './openapi.ts';

const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.array(z.string()).length(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema: z.looseObject({}) }))
    .default([]),
  requestBody: z.looseObject({}).optional(),
  responses: z.looseObject({ 200: z.looseObject({}), default: z.looseObject({ description: z.string() }) }),
});
const documentShape = z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), operation)) });
const document = documentShape.parse(openApiOf(api, '1.2.3'));
const table: [string, string, Route][] = Object.entries(api).flatMap(([module, routes]) =>
  Object.entries(routes).map(([name, route]): [string, string, Route] => [module, name, route]),
);
const described = (route: Route) => document.paths[`/api${route.path.replace(/:(\w+)/g, '{$1}')}`]?.[route.method.toLowerCase()];

test.each(table)('%s.%s is described with its summary, its parameters, its key and its refusals', (module, name, route) => {
  const found = described(route);
  expect(found).toMatchObject({ operationId: name, tags: [module], summary: route.summary });
  const namesIn = (place: string) => found?.parameters.filter((one) => one.in === place).map((one) => one.name);
  expect(namesIn('path')).toEqual([...route.path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter));
  expect(found?.parameters.filter((one) => one.in === 'path' && !one.required)).toEqual([]);
  expect(namesIn('query')).toEqual(Object.keys(route.query?.shape ?? {}));
  expect(namesIn('header')).toEqual(route.idempotent ? ['Idempotency-Key'] : []);
  expect(found?.requestBody !== undefined).toBe(route.body !== undefined || route.upload !== undefined);
  for (const code of route.errors) expect(found?.responses.default.description).toContain(code);
});

test('nothing is described that is no route', () => {
  expect(Object.values(document.paths).flatMap((methods) => Object.keys(methods))).toHaveLength(table.length);
});

test('a public route asks for nobody, a till’s for its token, a person’s for the app', () => {
  const schemeOf = (route: Route) => described(route)?.security.flatMap((one) => Object.keys(one));
  expect(schemeOf(api.identity.signInWithPassword)).toEqual([]);
  expect(schemeOf(api.payments.charge)).toEqual(['terminal']);
  expect(schemeOf(api.members.listMembers)).toEqual(['person']);
});

test('the document is plain JSON with the given version', () => {
  expect(JSON.parse(JSON.stringify(document))).toMatchObject({ info: { version: '1.2.3' } });
  expect(JSON.stringify(document)).not.toContain('"$schema"');
});
