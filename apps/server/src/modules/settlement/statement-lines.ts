import { add, type Minor, ZERO } from '@tessera/kernel';
import type { statementTableTexts } from '@tessera/messages';
import type { PaperTable } from '../../platform/papers/paper.ts';
import type { Cell } from '../../platform/papers/xlsx-cells.ts';

const READ_AT_ONCE = 1_000;
/** Of a whole file: a sheet has room for a million rows, and few programs open as many; on paper it is five hundred pages, and seconds of work. */
const LINES_MAX = { xlsx: 200_000, pdf: 20_000 };

type Page<Line> = { readonly items: readonly Line[]; readonly nextCursor: string | null };
type Texts = ReturnType<typeof statementTableTexts>;

export type LinesOf<Line> = {
  readonly texts: Texts;
  readonly format: keyof typeof LINES_MAX;
  /** Instead of the lines that a file has no room for. */
  readonly more: string;
  readonly read: (page: { limit: number; cursor: string | undefined }) => Promise<Page<Line>>;
  readonly heading: readonly string[];
  readonly cellsOf: (line: Line) => readonly Cell[];
  /** Whatever else wants to know of each line. */
  readonly onLine?: (line: Line) => void;
  /** Told when there are more lines than the file takes. */
  readonly onCut?: () => void;
};

/** The lines that a statement is the sum of, newest first, read page by page. The last column is the number of the line, for machines. */
export function linesTable<Line>(of: LinesOf<Line>): PaperTable {
  return { name: of.texts.lines, heading: of.heading, rows: rowsOf(of), columnsOnPaper: of.heading.length - 1 };
}

async function* rowsOf<Line>({ format, more, read, cellsOf, onLine, onCut }: LinesOf<Line>): AsyncGenerator<readonly Cell[]> {
  let cursor: string | undefined;
  for (let count = 0; count < LINES_MAX[format]; count += READ_AT_ONCE) {
    const { items, nextCursor } = await read({ limit: READ_AT_ONCE, cursor });
    for (const line of items) {
      onLine?.(line);
      yield cellsOf(line);
    }
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
  onCut?.();
  yield [more];
}

/** What lines of one name come to: counts first, then money. */
export type NamedSum = { readonly counts: readonly number[]; readonly money: readonly Minor[] };

/** Sums by a name, in the order of the names; filled while the lines go by. */
export function sumsByName() {
  const sums = new Map<string, NamedSum>();
  let isCut = false;
  return {
    cut(): void {
      isCut = true;
    },
    /** Sums of a part: there were more lines. */
    isCut: () => isCut,
    add(name: string, { counts, money }: NamedSum): void {
      const before = sums.get(name);
      sums.set(name, {
        counts: counts.map((count, index) => count + (before?.counts[index] ?? 0)),
        money: money.map((minor, index) => add(minor, before?.money[index] ?? ZERO)),
      });
    },
    entries: () => [...sums].sort(([one], [other]) => one.localeCompare(other, 'zh-CN')),
  };
}
