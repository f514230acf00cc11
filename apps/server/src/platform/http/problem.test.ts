import { AppError } from '@tessera/contract';
import { errorCodes } from 'fastify';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DatabaseUnavailable } from '../errors.ts';
import { KeyReused } from '../idempotency.ts';
import { isDeclared, problemOf, toAppError } from './problem.ts';

const withCode = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });
const codeOf = (error: unknown) => toAppError(error)?.code;

test.each([
  [new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE(), 'request.too_large'],
  [new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('text/x'), 'request.malformed'],
  [new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH(), 'request.malformed'],
  [new errorCodes.FST_ERR_CTP_EMPTY_JSON_BODY(), 'request.malformed'],
  [new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY(), 'request.malformed'],
  [new errorCodes.FST_ERR_BAD_URL('/%zz'), 'request.malformed'],
  [new errorCodes.FST_ERR_MAX_PARAM_LENGTH('/x'), 'request.not_found'],
  [withCode('FST_UNDER_PRESSURE', { statusCode: 503 }), 'request.busy'],
  [Object.assign(new SyntaxError('Unexpected token'), { statusCode: 400 }), 'request.malformed'],
])('%s is told as %s', (error, code) => {
  expect(codeOf(error)).toBe(code);
});

test.each(['57P01', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'])(
  'a connection lost with %s is told as unavailable',
  (code) => {
    expect(codeOf(withCode(code))).toBe('request.unavailable');
  },
);

test('a driver that names no code, a database without a socket and our own word for it are told as unavailable', () => {
  expect(codeOf(new Error('Connection terminated unexpectedly'))).toBe('request.unavailable');
  expect(codeOf(new Error('timeout exceeded when trying to connect'))).toBe('request.unavailable');
  expect(codeOf(withCode('ENOENT', { syscall: 'connect' }))).toBe('request.unavailable');
  expect(codeOf(new DatabaseUnavailable(new Error('away')))).toBe('request.unavailable');
});

test('a refusal stays what it is, a key used twice has its own name', () => {
  const refusal = new AppError('payments.unknown', { paymentId: 'x' });
  expect(toAppError(refusal)).toBe(refusal);
  expect(codeOf(new KeyReused('k'))).toBe('request.key_reused');
});

test.each([
  new Error('a bug'),
  withCode('23505'),
  withCode('ENOENT', { syscall: 'open' }),
  withCode('FST_ERR_REP_ALREADY_SENT', { statusCode: 500 }),
  'a text',
  undefined,
])('%s is a fault of ours', (error) => {
  expect(toAppError(error)).toBeUndefined();
});

test('an input at fault is told by place and check, twenty at most, and never by value', () => {
  const { error } = z.object({ pin: z.string().max(6), list: z.array(z.int()) }).safeParse({ pin: 'geheim-geheim', list: Array(50).fill('x') });
  const refusal = toAppError(error);
  expect(refusal?.params.issues).toHaveLength(20);
  expect(refusal?.params.issues).toContainEqual({ path: 'pin', problem: 'too_big' });
  expect(JSON.stringify(refusal?.params)).not.toContain('geheim');
});

test('a problem bears its status, its code and the request, and nothing else', () => {
  expect(problemOf(new AppError('payments.unknown', { paymentId: 'p' }), 'r-1')).toEqual({
    type: 'urn:tessera:error:payments.unknown',
    title: 'payments.unknown',
    status: 404,
    code: 'payments.unknown',
    params: { paymentId: 'p' },
    requestId: 'r-1',
  });
});

test('a route may answer what it declares and what every route may', () => {
  const route = { method: 'GET', path: '/x', summary: 'X', permission: 'public', response: z.object({}), errors: ['payments.unknown'] } as const;
  expect(isDeclared(route, new AppError('payments.unknown'))).toBe(true);
  expect(isDeclared(route, new AppError('request.busy'))).toBe(true);
  expect(isDeclared(route, new AppError('payments.refund_exceeds'))).toBe(false);
});
