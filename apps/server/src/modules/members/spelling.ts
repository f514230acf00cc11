import { pinyin } from 'pinyin-pro';

/** How a name is typed on Latin letters, as the columns of the member's row. */
export type Spelling = { search_spelling: string; search_initials: string; search_given_spelling: string };

/** Of a name that has no letter to type. It is not empty, which means "not spelled yet", and sorts behind all letters. */
export const UNSPELLABLE = '~';
/** Letters that are kept; a cursor carries them. */
const SPELLING_MAX = 60;
const INITIALS_MAX = 20;
const KNOWN_MAX = 50_000;
/** Syllables, each after at most one sign: 's-' is how a number begins. */
const TYPED = /^[a-z]+(?:[\s'’·-][a-z]+)*$/;
const HAN = /^\p{Script=Han}$/u;
const known = new Map<string, string>();

/**
 * Syllables in pinyin without tones, ü as v. The first two characters are read as a surname and what follows it (单 is shan, 欧阳 ouyang), the
 * others one by one; words of other scripts as they stand, without accents. 李小雨 → lixiaoyu, lxy, xiaoyu; Alice Martin → alicemartin, am, martin.
 */
export function spellingOf(name: string): Spelling {
  const syllables = wordsOf(name).flatMap((word, at) => (isHan(word) ? syllablesOf(word, at === 0) : [plain(word)]));
  const spoken = syllables.filter((syllable) => syllable !== '');
  return {
    search_spelling: spoken.join('').slice(0, SPELLING_MAX) || UNSPELLABLE,
    search_initials: spoken
      .map((syllable) => syllable[0])
      .join('')
      .slice(0, INITIALS_MAX),
    search_given_spelling: spoken.slice(1).join('').slice(0, SPELLING_MAX),
  };
}

/** What is typed to find a spelling: 'Li xiao-yu' and "lü" are lixiaoyu and lv. Undefined when no name is typed so. */
export function typedSpelling(q: string): string | undefined {
  const typed = q.trim().toLowerCase().replace(/ü/g, 'v');
  return TYPED.test(typed) ? typed.replace(/[^a-z]/g, '').slice(0, SPELLING_MAX) : undefined;
}

/** Runs of Han characters, and what stands between blanks. */
function wordsOf(name: string): string[] {
  return name.match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? [];
}

function isHan(word: string): boolean {
  return HAN.test([...word][0] ?? '');
}

function syllablesOf(word: string, isStart: boolean): string[] {
  const characters = [...word];
  const heads = isStart ? characters.slice(0, 2).join('') : '';
  const rest = isStart ? characters.slice(2) : characters;
  return [...(heads ? read(heads, 'surname').split(' ') : []), ...rest.map((character) => read(character, 'name'))];
}

/** Names share their characters: what was read once is remembered, since reading takes longer than all else that is done to a name. */
function read(characters: string, as: 'surname' | 'name'): string {
  const key = `${as} ${characters}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const syllables = pinyin(characters, { toneType: 'none', type: 'array', surname: as === 'surname' ? 'head' : 'off', v: true }).map(plain);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, syllables.join(' '));
  return syllables.join(' ');
}

/** Its plain letters and digits: é is e, and a sign is nothing. */
function plain(word: string): string {
  return word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
