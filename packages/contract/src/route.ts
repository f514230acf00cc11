import type { Id } from '@tessera/kernel';
import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

type Shape = z.ZodObject;

/**
 * One route of the HTTP contract, as data. Its key in the module's object is the use case, the file, the OpenAPI `operationId` and the
 * client's call. Whatever is not in the path travels in the query of a GET and in the JSON body of every other method.
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, with `:name` for path parameters. */
  path: `/${string}`;
  summary: string;
  /** One of these is enough. */
  permission: Permission | readonly Permission[];
  /** True: the header `Idempotency-Key` (a UUIDv7) is required, and the same key with the same content gives the same answer. */
  idempotent?: true;
  /** Requests per minute for one caller; 600 when absent. */
  ratePerMinute?: number;
  params?: Shape;
  query?: Shape;
  body?: Shape;
  response: z.ZodType;
  /** What the use case may refuse with, beyond what every route can answer (`COMMON_ERRORS`). */
  errors: readonly ErrorCode[];
};

/** Keeps the exact type of each route, so that binding and client are typed by it. */
export function routes<const Routes extends Record<string, Route>>(table: Routes): Routes {
  return table;
}

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown;
type In<Schema> = Schema extends z.ZodType ? z.input<Schema> : unknown;
type Part<R extends Route, Key extends 'params' | 'query' | 'body'> = R extends { [K in Key]: infer Schema } ? Schema : unknown;

/** An idempotency key: a UUIDv7 that may become the id of any noun. */
export type Key = Id<never>;

/** What was asked for: path, query and body in one flat, validated object. */
export type ContentOf<R extends Route> = Out<Part<R, 'params'>> & Out<Part<R, 'query'>> & Out<Part<R, 'body'>>;
/** What a use case gets: the content, and with an idempotent route its key. */
export type InputOf<R extends Route> = ContentOf<R> & (R extends { idempotent: true } ? { key: Key } : unknown);
/** What a use case returns; instants are `Date`s. */
export type OutputOf<R extends Route> = z.output<R['response']>;
/** What a client sends, before defaults. */
export type RequestOf<R extends Route> = In<Part<R, 'params'>> & In<Part<R, 'query'>> & In<Part<R, 'body'>>;
/** What a client receives; instants are ISO 8601 texts. */
export type ResponseOf<R extends Route> = z.input<R['response']>;
