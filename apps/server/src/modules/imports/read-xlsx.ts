import type { Readable } from 'node:stream';
import sax from 'sax';
import yauzl from 'yauzl';
import { FileFault, type FileRow } from './file-fault.ts';
import { SheetReader } from './sheet-reader.ts';

/** A workbook is a zip of a few dozen parts. */
const PARTS_MAX = 2_000;
const PART_MAX_BYTES = 1024 ** 3;
/** XML packs ten to forty to one; a bomb a thousand to one. Small parts may be anything. */
const PACKED_MAX_RATIO = 200;
const RATIO_FREE_BYTES = 10 * 1024 ** 2;
/** The texts of a workbook lie apart and are needed at random. */
const TEXTS_MAX_CHARACTERS = 40_000_000;
const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const TEXTS = 'xl/sharedStrings.xml';

/**
 * The rows of the first sheet of a workbook, streamed; of formulas their text, never a value. Sizes are held to what the archive
 * says and to limits of ours, so that a small file cannot become a large one.
 * @throws FileFault
 */
export async function* readXlsx(content: Buffer): AsyncIterable<FileRow> {
  const parts = await openZip(content);
  try {
    const sheet = await firstSheet(parts);
    const texts = parts.names.has(TEXTS) ? await readTexts(parts.open(TEXTS)) : [];
    const reader = new SheetReader(texts);
    for await (const piece of textOf(await parts.open(sheet))) {
      yield* reader.write(piece);
    }
    yield* reader.end();
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault('broken_workbook');
  } finally {
    parts.close();
  }
}

type Parts = { names: ReadonlySet<string>; open: (name: string) => Promise<Readable>; close: () => void };

function openZip(content: Buffer): Promise<Parts> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(new FileFault('broken_workbook'));
      const entries = new Map<string, yauzl.Entry>();
      zip.on('error', () => reject(new FileFault('broken_workbook')));
      zip.on('entry', (entry: yauzl.Entry) => {
        entries.set(entry.fileName, entry);
        if (entries.size > PARTS_MAX) reject(new FileFault('bomb'));
        else zip.readEntry();
      });
      zip.on('end', () => {
        const open = (name: string) => openPart(zip, entries.get(name));
        resolve({ names: new Set(entries.keys()), open, close: () => zip.close() });
      });
      zip.readEntry();
    });
  });
}

function openPart(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry || entry.isEncrypted()) return reject(new FileFault('broken_workbook'));
    const { uncompressedSize, compressedSize } = entry;
    const isBomb = uncompressedSize > RATIO_FREE_BYTES && uncompressedSize > compressedSize * PACKED_MAX_RATIO;
    if (isBomb || uncompressedSize > PART_MAX_BYTES) return reject(new FileFault('bomb'));
    zip.openReadStream(entry, (error, stream) => (error ? reject(new FileFault('broken_workbook')) : resolve(stream)));
  });
}

async function* textOf(stream: Readable): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const piece of stream) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** The part that holds the sheet which stands first. */
async function firstSheet(parts: Parts): Promise<string> {
  const [sheet] = await elements(await parts.open(WORKBOOK), 'sheet');
  const relation = (await elements(await parts.open(RELATIONS), 'Relationship')).find(({ Id }) => Id === sheet?.['r:id']);
  const target = relation?.Target;
  if (target === undefined) throw new FileFault('broken_workbook');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function elements(stream: Readable, name: string): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = [];
  const parser = sax.parser(true);
  parser.onopentag = (tag) => {
    if (tag.name.split(':').at(-1) === name)
      found.push(Object.fromEntries(Object.entries(tag.attributes).map(([key, value]) => [key, String(value)])));
  };
  for await (const piece of textOf(stream)) parser.write(piece);
  return found;
}

/** Every text of the workbook in its order; the reading of a word above Chinese characters is left out. */
async function readTexts(opening: Promise<Readable>): Promise<string[]> {
  const texts: string[] = [];
  let characters = 0;
  let current = '';
  let isText = false;
  let isReading = false;
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => {
    if (name === 'si') current = '';
    isText = name === 't';
    isReading ||= name === 'rPh';
  };
  const add = (text: string) => {
    if (isText && !isReading) current += text;
  };
  parser.ontext = add;
  parser.oncdata = add;
  parser.onclosetag = (name) => {
    isText = false;
    if (name === 'rPh') isReading = false;
    if (name !== 'si') return;
    characters += current.length;
    texts.push(current);
  };
  for await (const piece of textOf(await opening)) {
    parser.write(piece);
    if (characters + current.length > TEXTS_MAX_CHARACTERS) throw new FileFault('too_many_texts');
  }
  return texts;
}
