import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { boundedXml } from './bounded-xml.ts';
import { FileFault, type FileRow } from './file-fault.ts';
import { SheetReader } from './sheet-reader.ts';

/** A workbook is a zip of a few dozen parts. */
const PARTS_MAX = 2_000;
/** Of all parts together, as the directory has it. */
const UNPACKED_MAX_BYTES = 1024 ** 3;
/** XML packs ten to forty to one; a bomb a thousand to one. Small parts may be anything. */
const PACKED_MAX_RATIO = 200;
const RATIO_FREE_BYTES = 10 * 1024 ** 2;
/** The texts of a workbook lie apart and are needed at random, so that they are kept: the empty ones, too, take a place each. */
const TEXTS_MAX_CHARACTERS = 40_000_000;
export const TEXTS_MAX = 2_000_000;
/** Sheets, and relations between parts. */
const ELEMENTS_MAX = 10_000;
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
      let unpackedBytes = 0;
      zip.on('error', () => reject(new FileFault('broken_workbook')));
      zip.on('entry', (entry: yauzl.Entry) => {
        entries.set(entry.fileName, entry);
        unpackedBytes += entry.uncompressedSize;
        if (entries.size > PARTS_MAX || unpackedBytes > UNPACKED_MAX_BYTES) reject(new FileFault('bomb'));
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
    if (isBomb) return reject(new FileFault('bomb'));
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
  const open = (tag: { name: string; attributes: object }) => {
    if (tag.name.split(':').at(-1) !== name) return;
    found.push(Object.fromEntries(Object.entries(tag.attributes).map(([key, value]) => [key, String(value)])));
    if (found.length > ELEMENTS_MAX) throw new FileFault('bomb');
  };
  const parser = boundedXml({ open });
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
  const open = ({ name }: { name: string }) => {
    if (name === 'si') current = '';
    isText = name === 't';
    isReading ||= name === 'rPh';
  };
  const text = (piece: string) => {
    if (isText && !isReading) current += piece;
  };
  const close = (name: string) => {
    isText = false;
    if (name === 'rPh') isReading = false;
    if (name !== 'si') return;
    characters += current.length;
    texts.push(current);
    if (texts.length > TEXTS_MAX) throw new FileFault('too_many_texts');
  };
  const parser = boundedXml({ open, text, close });
  for await (const piece of textOf(await opening)) {
    parser.write(piece);
    if (characters + current.length > TEXTS_MAX_CHARACTERS) throw new FileFault('too_many_texts');
  }
  return texts;
}
