import type { InputOf, OutputOf, Route } from '@tessera/contract';
import type { Ctx } from './ctx.ts';

/** One use case of a route: it gets the open transaction and the flat, validated input, and returns what the contract says. */
export type UseCase<R extends Route> = (ctx: Ctx, input: InputOf<R>) => Promise<OutputOf<R>>;
/** One use case for every route of a module's contract, under the same name. A missing one does not compile. */
export type UseCases<Routes extends Record<string, Route>> = { [Name in keyof Routes]: UseCase<Routes[Name]> };

/** A module's routes with their use cases, erased to what the server needs to serve them. */
export type BoundRoute = { name: string; route: Route; run: (ctx: Ctx, input: never) => Promise<unknown> };

/** Pairs a module's contract with its use cases. Routes that are served in another way (cookies, the charge path) are left out by `Omit`. */
export function bind<const Routes extends Record<string, Route>>(contract: Routes, useCases: UseCases<Routes>): BoundRoute[] {
  return Object.entries(contract).map(([name, route]) => ({ name, route, run: useCases[name as keyof Routes] }));
}
