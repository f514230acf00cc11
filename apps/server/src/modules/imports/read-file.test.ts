import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../platform/papers/write-xlsx.ts';
import { FileFault, type FileRow, ROWS_MAX } from './file-fault.ts';
import { delimiterOf } from './read-csv.ts';
import { readTable } from './read-rows.ts';
import { TEXTS_MAX } from './read-xlsx.ts';
import { repacked } from './sealed-content.ts';
import { FileSniffer } from './sniff-file.ts';

async function* pieces(content: Buffer, size = 7): AsyncIterable<Uint8Array> {
  for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
}

/** As the module reads a file: sniffed first, then parsed. */
async function read(content: Buffer, size?: number) {
  const sniffer = new FileSniffer();
  for await (const piece of pieces(content, size)) sniffer.add(piece);
  const form = sniffer.end();
  const table = await readTable(form, pieces(content, size));
  const rows: FileRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { form, headers: table.headers, rows };
}

/** `编号,姓名` and one line, in GB18030. */
const GB = Buffer.from('b1e0bac52cd0d5c3fb0a30312cc0eed0a1d3ea0a', 'hex');

async function faultOf(content: Buffer, size?: number): Promise<unknown> {
  return read(content, size).catch((error: unknown) => (error instanceof FileFault ? [error.fault, error.row] : error));
}

describe('separated values', () => {
  it('are UTF-8 with or without a mark, UTF-16 or GB18030, wherever the pieces are cut', async () => {
    const wanted = { headers: ['编号', '姓名'], rows: [{ row: 2, cells: ['01', '李小雨'] }] };
    for (const size of [1, 3, 1000]) {
      expect(await read(Buffer.from('编号,姓名\n01,李小雨\n'), size)).toMatchObject({ ...wanted, form: { encoding: 'utf-8' } });
      expect(await read(Buffer.from('\uFEFF编号,姓名\r\n01,李小雨'), size)).toMatchObject({ ...wanted, form: { encoding: 'utf-8' } });
      expect(await read(Buffer.from('\uFEFF编号\t姓名\r\n01\t李小雨', 'utf16le'), size)).toMatchObject({ ...wanted, form: { encoding: 'utf-16le' } });
      expect(await read(GB, size)).toMatchObject({ ...wanted, form: { encoding: 'gb18030' } });
    }
  });

  it('keep quoted commas, quotes and line breaks in one cell, and count rows as a spreadsheet does', async () => {
    const { rows } = await read(Buffer.from('a,b\n\n"x, ""y""\nz",2\n,\n3,4\n'));
    expect(rows).toEqual([
      { row: 3, cells: ['x, "y"\nz', '2'] },
      { row: 5, cells: ['3', '4'] },
    ]);
  });

  it.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"a;b;c",d', ','],
    ['lonely', ','],
  ])('of %j are parted by %j', (line, delimiter) => {
    expect(delimiterOf(`${line}\n1;2;3;4;5`)).toBe(delimiter);
  });

  it('may have ten megabytes in a cell without being read to the end', async () => {
    expect(await faultOf(Buffer.from(`a,b\n1,"${'x'.repeat(10_000_000)}"\n`), 65_536)).toEqual(['line_too_long', 2]);
  });

  it('may leave a quotation mark open', async () => {
    expect(await faultOf(Buffer.from('a,b\n1,"open\n2,3\n'))).toMatchObject([expect.stringMatching(/broken_quotes|line_too_long/), 2]);
  });

  it('have at most two hundred columns', async () => {
    expect(await faultOf(Buffer.from(`a,b\n${','.repeat(199)}x\n${','.repeat(200)}x\n`))).toEqual(['too_many_columns', 3]);
  });
});

describe('a file', () => {
  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n , \n'],
  ])('of %s is empty', async (_, text) => {
    expect(await faultOf(Buffer.from(text))).toEqual(['empty', undefined]);
  });

  it.each([
    ['HTML', '<!DOCTYPE html><table><tr><td>1</td></tr></table>'],
    ['HTML behind a mark and blanks', '\uFEFF \n <html>'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['PDF', '%PDF-1.7 ...'],
    ['RTF', '{\\rtf1 text}'],
    ['a program', 'MZ\u0000\u0003'],
  ])('that is %s is no table, whatever it is called', async (_, text) => {
    expect(await faultOf(Buffer.from(text))).toEqual(['not_a_table', undefined]);
  });

  it('of an Excel before 2007 is told apart', async () => {
    expect(await faultOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual(['old_excel', undefined]);
  });

  it('is kept in pieces of one size, whatever it arrived in', async () => {
    const content = Buffer.alloc(700_000, 'x');
    const sizes: number[] = [];
    for await (const piece of repacked(pieces(content, 100_001))) sizes.push(piece.length);
    expect(sizes).toEqual([262_144, 262_144, 175_712]);
  });
});

describe('a workbook', () => {
  it('gives texts as they stand', async () => {
    const rows = [
      ['编号', '姓名'],
      ['0012', '<李> & "王"'],
    ];
    expect(await read(workbookOf(rows))).toEqual({
      form: { type: 'xlsx', encoding: null },
      headers: rows[0],
      rows: [{ row: 2, cells: rows[1] }],
    });
  });

  it('gives shared texts without their readings, numbers as typed, formulas as formulas, and places by their letters', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="D1" t="inlineStr"><is><t>d</t></is></c></row>
      <row r="4"><c r="A4"><v>1.3800000001E10</v></c><c r="B4"><f>cmd|' /C calc'!A0</f><v>7</v></c><c r="C4"><v>4.4030119900101123E17</v></c>
      <c r="AB4" t="b"><v>1</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><t> </t></is></c></row></sheetData></worksheet>`;
    const texts = '<sst><si><r><t>编</t></r><r><t>号</t></r><rPh><t>へん</t></rPh></si></sst>';
    const { headers, rows } = await read(workbook(sheet, { 'xl/sharedStrings.xml': texts }));
    expect(headers).toEqual(['编号', '', '', 'd']);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).toBe(4);
    expect(rows[0]?.cells.slice(0, 3)).toEqual(['13800000001', "=cmd|' /C calc'!A0", '4.4030119900101123E17']);
    expect(rows[0]?.cells[27]).toBe('1');
  });

  it('that unpacks to a thousand times its size is not read', async () => {
    expect(await faultOf(workbook(`<worksheet><sheetData>${' '.repeat(60_000_000)}</sheetData></worksheet>`), 65_536)).toEqual(['bomb', undefined]);
  });

  it('that lies about its size is not read on', async () => {
    const content = workbook(`<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(50_000)}</sheetData></worksheet>`, {}, 1_000);
    expect(await faultOf(content, 65_536)).toEqual(['broken_workbook', undefined]);
  });

  it('keeps no more texts than a limit, not even empty ones', async () => {
    const sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>';
    const texts = (count: number) => workbook(sheet, { 'xl/sharedStrings.xml': packable('<sst>', '<si/>', count) });
    expect(await faultOf(texts(TEXTS_MAX + 1), 65_536)).toEqual(['too_many_texts', undefined]);
    expect(await faultOf(texts(1_000), 65_536)).toEqual(['empty', undefined]);
  });

  it('is read to no more than a gigabyte, however its parts share it', async () => {
    const most = 600 * 1024 ** 2;
    const sheet = `<worksheet>${noise(7_000_000)}</worksheet>`;
    expect(await faultOf(workbook(sheet, {}, most), 65_536)).toEqual(['broken_workbook', undefined]);
    expect(await faultOf(workbook(sheet, { 'xl/worksheets/sheet1-again.xml': sheet }, most), 65_536)).toEqual(['bomb', undefined]);
  });

  it.each([
    ['levels without end', `<worksheet>${'<a>'.repeat(100_000)}`],
    ['attributes without end', `<worksheet ${Array.from({ length: 10_000 }, (_, index) => `a${index}=""`).join(' ')}>`],
    ['one row many times', `<worksheet><sheetData>${'<row r="1"/>'.repeat(ROWS_MAX + 1)}</sheetData></worksheet>`],
  ])('with %s is given up', async (_, sheet) => {
    expect(await faultOf(workbook(sheet.replace('>', `>${noise(200_000)}`)), 65_536)).toMatchObject([
      expect.stringMatching(/^(bomb|too_many_rows)$/),
      undefined,
    ]);
  });

  it('with sheets without end is given up', async () => {
    const sheets = `<workbook xmlns:r="r"><sheets>${'<sheet name="1" r:id="rId1"/>'.repeat(20_000)}</sheets></workbook>`;
    expect(await faultOf(workbook('<worksheet/>', { 'xl/workbook.xml': sheets }), 65_536)).toEqual(['bomb', undefined]);
  });

  it.each([
    ['no zip at all', Buffer.from('PK\u0003\u0004 and nothing more')],
    ['no sheet', workbook('')],
    [
      'XML with an entity of its own',
      workbook('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'),
    ],
    ['XML that is cut off', workbook('<worksheet><sheetData><row>')],
  ])('with %s is broken', async (_, content) => {
    expect(await faultOf(content, 65_536)).toMatchObject([expect.stringMatching(/broken_workbook|empty/), undefined]);
  });

  it('cannot name a row or a column beyond the limits', async () => {
    const cell = (reference: string) =>
      workbook(
        `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="${reference}"><v>1</v></c></row></sheetData></worksheet>`,
      );
    expect(await faultOf(cell('XFD2'))).toEqual(['too_many_columns', 2]);
    expect(await faultOf(workbook('<worksheet><sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'))).toEqual([
      'too_many_rows',
      undefined,
    ]);
  });
});

const COMMENT_LENGTH = 20_000;

/** Comments that hardly pack, so that a part is not taken for a bomb by its ratio alone. */
function noise(length: number): string {
  return Array.from({ length: length / COMMENT_LENGTH }, () => `<!--${randomBytes(COMMENT_LENGTH / 2).toString('hex')}-->`).join('');
}

/** Many elements after some noise. */
function packable(open: string, element: string, count: number): string {
  return `${open}${noise(200_000)}${element.repeat(count)}${open.replace('<', '</')}`;
}

/** A packed workbook with this sheet; `claim` is the size that its directory names instead of the true one. */
function workbook(sheet: string, others: Record<string, string> = {}, claim?: number): Buffer {
  const parts: Record<string, string> = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ...others,
    'xl/worksheets/sheet1.xml': sheet,
  };
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const size = name.includes('sheet1') && claim !== undefined ? claim : content.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
