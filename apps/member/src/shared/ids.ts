import { type Id, isId } from '@tessera/kernel';

/** An id that stands in the address; somebody may have written anything there. */
export function readId<Noun extends string>(text: string | null | undefined): Id<Noun> | undefined {
  return text && isId(text) ? (text as Id<Noun>) : undefined; // What has the shape of an id is asked for.
}
