import type { InputOf, imports } from '@tessera/contract';
import { importTexts } from '@tessera/messages';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import { type ImportsParts, kindOf, staffFor } from './parts.ts';
import { workbookOf } from './write-xlsx.ts';

/** The headings in one language, a star behind those that are needed, and one line as an example. */
export async function getImportTemplate(parts: ImportsParts, call: Call, input: InputOf<typeof imports.getImportTemplate>): Promise<OutgoingFile> {
  const kind = kindOf(parts, input.kind);
  staffFor(call.actor, kind);
  const texts = importTexts(input.language);
  const headings = kind.columns.map(({ name, required }) => texts.column(kind.name, name) + (required ? '*' : ''));
  const sample = kind.columns.map((column) => column.sample[input.language]);
  const name = `${texts.templateName(kind.name)}.${input.form}`;
  if (input.form === 'csv') return { name, type: 'text/csv', pieces: once(BYTE_ORDER_MARK + csvLine(headings) + csvLine(sample)) };
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, type, pieces: once(workbookOf([headings, sample])) };
}

async function* once<Piece>(piece: Piece): AsyncIterable<Piece> {
  yield piece;
}
