import { type api, ERRORS, type Permission, type Route, type Upload } from '@tessera/contract';
import { z } from 'zod';

type Contract = Record<keyof typeof api, Record<string, Route>>;

/** The OpenAPI 3.1 description of the whole contract; committed as docs/openapi.json and shown at `/docs`. */
export function openApiOf(contract: Contract, version: string, besides: Record<string, unknown> = {}): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [moduleName, table] of Object.entries(contract)) {
    for (const [name, route] of Object.entries(table)) {
      const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(moduleName, name, route) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tessera',
      version,
      description: 'One card to pay, enter and redeem. Amounts are integers of minor units (fen).',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        person: {
          type: 'apiKey',
          in: 'header',
          name: 'x-tessera-app',
          description: 'The app (`member` or `console`), with that app’s session cookie.',
        },
        terminal: { type: 'http', scheme: 'bearer', description: 'The device token of an enrolled terminal.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'params'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: Object.keys(ERRORS) },
            params: { type: 'object' },
            requestId: { type: 'string' },
          },
        },
      },
    },
    paths: { ...paths, ...besides },
  };
}

/** Outside the contract: others decide what they send and how they want to be answered, payment channels and mail programs. */
export const OUTSIDE_THE_CONTRACT = {
  '/api/channels/{channel}/notify': {
    post: {
      operationId: 'acceptNotification',
      tags: ['channels'],
      summary: 'A payment channel tells what became of a payment or a refund; its signature decides, and it is answered in its own words',
      security: [],
      parameters: [{ name: 'channel', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { type: 'object' } }, 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
      },
      responses: {
        200: { description: 'Taken (WeChat Pay: JSON; Alipay: the word success)' },
        401: { description: 'Not signed as it should be' },
        404: { description: 'No such channel' },
        500: { description: 'Not taken; to be sent again' },
      },
    },
  },
  '/console/stop-report': {
    post: {
      operationId: 'stopReportAtOnce',
      tags: ['reports'],
      summary: 'A mail program unsubscribes its reader from a report with one click (RFC 8058); the key in the letter decides',
      security: [],
      parameters: [{ name: 'key', in: 'query', required: true, schema: { type: 'string' } }],
      requestBody: {
        content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } }, 'multipart/form-data': { schema: { type: 'object' } } },
      },
      responses: { 204: { description: 'Paused, or it was already' }, 404: { description: 'No key of a report' } },
    },
  },
};

function operationOf(moduleName: string, name: string, route: Route): Record<string, unknown> {
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  if (route.idempotent) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', format: 'uuid' },
      description: 'A UUIDv7 made by the caller.',
    });
  }
  return {
    operationId: name,
    tags: [moduleName],
    summary: route.summary,
    ...securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } } }),
    ...(route.upload && { requestBody: uploadOf(route.upload) }),
    responses: {
      200: { description: 'The answer', content: answersOf(route) },
      default: {
        description: `A refusal${route.errors.length > 0 ? `: ${route.errors.join(', ')}` : ''}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function uploadOf(upload: Upload): Record<string, unknown> {
  const schema = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary', maxLength: upload.maxBytes } } };
  return { required: true, content: { 'multipart/form-data': { schema, encoding: { file: { contentType: upload.types.join(', ') } } } } };
}

function answersOf(route: Route): Record<string, unknown> {
  return Object.fromEntries((route.download ?? ['application/json']).map((type) => [type, { schema: schemaOf(route.response) }]));
}

function securityOf(route: Route): Record<string, unknown> {
  const permissions: readonly Permission[] = typeof route.permission === 'string' ? [route.permission] : route.permission;
  if (permissions.includes('public')) return { security: [] };
  const scheme = permissions.some((permission) => permission.startsWith('terminal.')) ? 'terminal' : 'person';
  return { security: [{ [scheme]: [] }], 'x-permission': permissions };
}

/** The wire form (input side) of a schema, without the keyword that only a document's root may bear. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
}

function parametersOf(shape: z.ZodObject | undefined, place: 'path' | 'query'): Record<string, unknown>[] {
  if (!shape) return [];
  const json = schemaOf(shape);
  const required = new Set(Array.isArray(json.required) ? json.required : []);
  return Object.entries(json.properties ?? {}).map(([name, schema]) => ({ name, in: place, required: required.has(name), schema }));
}
