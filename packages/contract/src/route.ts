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
  /** True: who reads what with it is written down in the audit log, in the transaction of the read. */
  sensitive?: true;
  /** Requests per minute for one caller; 600 when absent. */
  ratePerMinute?: number;
  params?: Shape;
  query?: Shape;
  body?: Shape;
  response: z.ZodType;
  /** The body is one file, sent as `multipart/form-data` in the part `file`; what else is asked travels in the query. */
  upload?: Upload;
  /** The answer is a file of one of these types, streamed; `response` is `file`. */
  download?: readonly FileType[];
  /** What the use case may refuse with, beyond what every route can answer (`COMMON_ERRORS`). */
  errors: readonly ErrorCode[];
};

export type FileType =
  | 'text/csv'
  | 'application/x-ndjson'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/json'
  | 'application/octet-stream'
  | 'application/zip'
  | 'application/pdf'
  | 'text/calendar'
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp';

/** `types` is for people and file dialogs: what a file holds decides, never what it is called. */
export type Upload = { maxBytes: number; types: readonly FileType[] };

/** Keeps the exact type of each route, so that binding and client are typed by it. */
export function routes<const Routes extends Record<string, Route>>(table: Routes): Routes {
  return table;
}

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown;
type In<Schema> = Schema extends z.ZodType ? z.input<Schema> : unknown;
type Part<R extends Route, Key extends 'params' | 'query' | 'body'> = R extends { [K in Key]: infer Schema } ? Schema : unknown;

/** An idempotency key: a UUIDv7 that may become the id of any noun. */
export type Key = Id<never>;

type FileIn<R extends Route, Form> = R extends { upload: Upload } ? { file: Form } : unknown;

/** An uploaded file as a use case gets it: its name without a path, made harmless, and its bytes as they arrive. */
export type IncomingFile = { name: string; pieces: AsyncIterable<Uint8Array> };

/** What was asked for: path, query and body in one flat, validated object. */
export type ContentOf<R extends Route> = Out<Part<R, 'params'>> & Out<Part<R, 'query'>> & Out<Part<R, 'body'>>;
/** What a use case gets: the content, and with an idempotent route its key. */
export type InputOf<R extends Route> = ContentOf<R> & (R extends { idempotent: true } ? { key: Key } : unknown) & FileIn<R, IncomingFile>;
/** What a use case returns; instants are `Date`s. */
export type OutputOf<R extends Route> = z.output<R['response']>;
/** What a client sends, before defaults. */
export type RequestOf<R extends Route> = In<Part<R, 'params'>> & In<Part<R, 'query'>> & In<Part<R, 'body'>> & FileIn<R, File>;
/** What a client receives; instants are ISO 8601 texts. */
export type ResponseOf<R extends Route> = z.input<R['response']>;
