/** The forms in which a new module's name and noun appear. */
import type { ModuleUses } from '../modules.ts';

export type Names = {
  /** `lockers`: the module, its schema and the first word of its errors and permissions. */
  module: string;
  /** `locker`: one of what it owns. */
  noun: string;
  /** `Locker` and `Lockers`, for types and use cases. */
  Noun: string;
  Nouns: string;
};

/** @throws Error with a sentence when the module cannot be made. */
export function namesOf(module: string, uses: readonly string[], modules: ModuleUses): Names {
  if (!/^[a-z]{3,30}$/.test(module)) throw new Error(`“${module}” is not a plain lower-case plural such as lockers.`);
  if (module in modules || module === 'platform') throw new Error(`There is already a module ${module}.`);
  const unknown = uses.find((one) => !(one in modules));
  if (unknown !== undefined) throw new Error(`${unknown} is no module. There are ${Object.keys(modules).join(', ')}.`);
  const noun = singular(module);
  return { module, noun, Noun: capital(noun), Nouns: capital(module) };
}

/** Good for most nouns; whoever has a better one renames it. */
function singular(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (/(?:s|x|ch|sh)es$/.test(plural)) return plural.slice(0, -2);
  return plural.endsWith('s') && !plural.endsWith('ss') ? plural.slice(0, -1) : plural;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
