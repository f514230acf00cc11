import { type Id, isId } from '@tessera/kernel';

function names<Noun extends string>(text: string | null | undefined): text is Id<Noun> {
  return typeof text === 'string' && isId(text);
}

/** An id out of a URL, or `undefined` when it is none. */
export function readId<Noun extends string>(text: string | null | undefined): Id<Noun> | undefined {
  return names<Noun>(text) ? text : undefined;
}

/** Enough of an id to tell two records apart in a list. */
export function shortId(id: string): string {
  return id.slice(-8).toUpperCase();
}
