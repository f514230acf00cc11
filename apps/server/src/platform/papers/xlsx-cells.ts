import { DAY_MS, formatDecimal, type Minor } from '@tessera/kernel';

/**
 * A text stays a text, so that 0012 keeps its noughts; figures, amounts of money (shown in yuan), basis points (shown as a percentage, without the
 * sign) and days are numbers that add up and sort.
 */
export type Cell = string | { readonly count: number } | { readonly minor: Minor } | { readonly percentBps: number } | { readonly day: string };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NAMESPACE = 'http://schemas.openxmlformats.org';
const SHEET = `${NAMESPACE}/spreadsheetml/2006/main`;
const RELATION = `${NAMESPACE}/officeDocument/2006/relationships`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const COLUMN_WIDTH = 20;
/** Places in `cellXfs` below. */
const TEXT = 1;
const COUNT = 2;
/** With two decimals: amounts and percentages. */
const AMOUNT = 3;
const DAY = 4;
const BPS_PER_PERCENT = 100;
/** Excel counts days from the last but one of 1899. */
const DAYS_BEFORE_1970 = 25_569;

/** All parts of a workbook but its sheets, by their paths. */
export function framePartsOf(sheetNames: readonly string[]): Record<string, string> {
  const places = sheetNames.map((name, index) => ({ name, number: index + 1 }));
  const overrides = places.map(({ number }) => `<Override PartName="/${sheetPath(number)}" ContentType="${TYPE}.worksheet+xml"/>`).join('');
  const sheets = places.map(({ name, number }) => `<sheet name="${quoted(name)}" sheetId="${number}" r:id="rId${number}"/>`).join('');
  const relations = places.map(
    ({ number }) => `<Relationship Id="rId${number}" Type="${RELATION}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${places.length + 1}" Type="${RELATION}/styles" Target="styles.xml"/>`;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${NAMESPACE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${overrides}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${NAMESPACE}/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${SHEET}" xmlns:r="${RELATION}"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${NAMESPACE}/package/2006/relationships">${relations.join('')}${styles}</Relationships>`,
    // After the first: "@", text; "0"; "#,##0.00"; and a day as ISO 8601 has it.
    'xl/styles.xml': `${XML}<styleSheet xmlns="${SHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
}

export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** `width` in columns. */
export function sheetHead(width: number): string {
  const cols = `<cols><col min="1" max="${Math.max(1, width)}" width="${COLUMN_WIDTH}" style="${TEXT}" customWidth="1"/></cols>`;
  return `${XML}<worksheet xmlns="${SHEET}">${cols}<sheetData>`;
}

export const SHEET_FOOT = '</sheetData></worksheet>';

/** `number` counts from 1. */
export function rowXml(cells: readonly Cell[], number: number): string {
  return `<row r="${number}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${number}`)).join('')}</row>`;
}

function cellXml(cell: Cell, place: string): string {
  if (typeof cell === 'string') return `<c r="${place}" s="${TEXT}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if ('count' in cell) return `<c r="${place}" s="${COUNT}"><v>${cell.count}</v></c>`;
  if ('minor' in cell) return `<c r="${place}" s="${AMOUNT}"><v>${formatDecimal(cell.minor)}</v></c>`;
  if ('percentBps' in cell) return `<c r="${place}" s="${AMOUNT}"><v>${(cell.percentBps / BPS_PER_PERCENT).toFixed(2)}</v></c>`;
  return `<c r="${place}" s="${DAY}"><v>${Date.parse(cell.day) / DAY_MS + DAYS_BEFORE_1970}</v></c>`;
}

function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '');
}

function quoted(name: string): string {
  return escaped(name).replaceAll('"', '&quot;');
}
