import type { InputOf, imports } from '@tessera/contract';
import { importTexts } from '@tessera/messages';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { tableFile } from '../../platform/papers/table-file.ts';
import { type ImportsParts, kindOf, staffFor } from './parts.ts';

/** The headings in one language, a star behind those that are needed, and one line as an example. */
export async function getImportTemplate(parts: ImportsParts, call: Call, input: InputOf<typeof imports.getImportTemplate>): Promise<OutgoingFile> {
  const kind = kindOf(parts, input.kind);
  staffFor(call.actor, kind);
  const texts = importTexts(input.language);
  const headings = kind.columns.map(({ name, required }) => texts.column(kind.name, name) + (required ? '*' : ''));
  const sample = kind.columns.map((column) => column.sample[input.language]);
  return tableFile(texts.templateName(kind.name), { format: input.form, rows: [headings, sample] });
}
