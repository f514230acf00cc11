import type { FileType, InputOf, OutputOf, Route } from '@tessera/contract';
import type { Actor, Ctx } from './ctx.ts';

/** One use case of a route: it gets the open transaction and the flat, validated input, and returns what the contract says. */
export type UseCase<R extends Route> = (ctx: Ctx, input: InputOf<R>) => Promise<OutputOf<R>>;
/** One use case for every route of a module's contract, under the same name. A missing one does not compile. */
export type UseCases<Routes extends Record<string, Route>> = { [Name in keyof Routes]: UseCase<Routes[Name]> };

/** A request to a route that opens its own transactions, or none: the charge path, the sign-in. */
export type Call = {
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly address: string;
  readonly headers: Headers;
  /** Adds `set-cookie` values to the answer. */
  readonly setCookies: (cookies: readonly string[]) => void;
};
export type DirectUseCase<R extends Route> = (call: Call, input: InputOf<R>) => Promise<OutputOf<R>>;
export type DirectUseCases<Routes extends Record<string, Route>> = { [Name in keyof Routes]: DirectUseCase<Routes[Name]> };

/**
 * What a use case of a download gives: the file's name and type, and its content piece by piece. With `shownSeconds` it is a picture that a
 * page of ours shows, and that the reader's own browser may keep so long.
 */
export type OutgoingFile = {
  name: string;
  type: FileType;
  pieces: AsyncIterable<string | Uint8Array> | readonly Uint8Array[];
  shownSeconds?: number;
};
export type FileUseCase<R extends Route> = (call: Call, input: InputOf<R>) => Promise<OutgoingFile>;
export type FileUseCases<Routes extends Record<string, Route>> = { [Name in keyof Routes]: FileUseCase<Routes[Name]> };

/** A route with its use case, erased to what the server needs to serve it. */
export type BoundRoute =
  | { name: string; route: Route; mode: 'transaction'; run: (ctx: Ctx, input: never) => Promise<unknown> }
  | { name: string; route: Route; mode: 'direct'; run: (call: Call, input: never) => Promise<unknown> }
  | { name: string; route: Route; mode: 'file'; run: (call: Call, input: never) => Promise<OutgoingFile> };

/** Pairs a module's contract with its use cases; each runs in one transaction, and an idempotent one is answered once per key. */
export function bind<const Routes extends Record<string, Route>>(contract: Routes, useCases: UseCases<Routes>): BoundRoute[] {
  return Object.entries(contract).map(([name, route]) => ({ name, route, mode: 'transaction', run: useCases[name as keyof Routes] }));
}

/** Pairs routes with use cases that look after their own transactions and their own idempotency. */
export function bindDirect<const Routes extends Record<string, Route>>(contract: Routes, useCases: DirectUseCases<Routes>): BoundRoute[] {
  return Object.entries(contract).map(([name, route]) => ({ name, route, mode: 'direct', run: useCases[name as keyof Routes] }));
}

/** Pairs downloads with use cases that open transactions of their own for each piece: a slow reader must not keep one open. */
export function bindFiles<const Routes extends Record<string, Route>>(contract: Routes, useCases: FileUseCases<Routes>): BoundRoute[] {
  return Object.entries(contract).map(([name, route]) => ({ name, route, mode: 'file', run: useCases[name as keyof Routes] }));
}

/** The part of a module's contract with these routes: `pick(payments, ['charge'])`. */
export function pick<Routes extends Record<string, Route>, const Names extends readonly (keyof Routes)[]>(
  contract: Routes,
  names: Names,
): Pick<Routes, Names[number]> {
  return Object.fromEntries(names.map((name) => [name, contract[name]])) as Pick<Routes, Names[number]>;
}

/** A module's contract without these routes. */
export function omit<Routes extends Record<string, Route>, const Names extends readonly (keyof Routes)[]>(
  contract: Routes,
  names: Names,
): Omit<Routes, Names[number]> {
  return Object.fromEntries(Object.entries(contract).filter(([name]) => !names.includes(name))) as Omit<Routes, Names[number]>;
}
