import type { ImportKindName, ImportOutcome, ImportProblem, Language } from '@tessera/contract';
import { importsEn } from './imports.en.ts';
import { importsZhCn } from './imports.zh-CN.ts';
import { createTranslate } from './translate.ts';

type Trouble = { column: string | null; problem: ImportProblem; row?: number };

/** What an import's files say: templates and reports, in the language that was chosen for them. */
export type ImportTexts = {
  column: (kind: ImportKindName, column: string) => string;
  /** What was found before it is confirmed, what was done after. */
  outcome: (outcome: ImportOutcome, isDone: boolean) => string;
  reason: (kind: ImportKindName, trouble: Trouble) => string;
  templateName: (kind: ImportKindName) => string;
  rowHeading: string;
  outcomeHeading: string;
  reasonHeading: string;
  reportName: string;
  listSeparator: string;
};

const ALL: Record<Language, Readonly<Record<string, string>>> = { 'zh-CN': importsZhCn, en: importsEn };
const made = new Map<Language, ImportTexts>();

export function importTexts(language: Language): ImportTexts {
  const known = made.get(language);
  if (known) return known;
  const texts = textsIn(language);
  made.set(language, texts);
  return texts;
}

function textsIn(language: Language): ImportTexts {
  const t = createTranslate(language, ALL[language]);
  const column = (kind: ImportKindName, name: string) => t(`importColumn.${kind}.${name}`);
  return {
    column,
    outcome: (outcome, isDone) => t(`${isDone ? 'importDone' : 'importOutcome'}.${outcome}`),
    reason: (kind, trouble) => {
      const problem = t(`importProblem.${trouble.problem}`, { row: String(trouble.row ?? '') });
      return trouble.column === null ? problem : t('importReport.of', { column: column(kind, trouble.column), problem });
    },
    templateName: (kind) => t('importTemplate.name', { kind: t(`importKind.${kind}`) }),
    rowHeading: t('importReport.row'),
    outcomeHeading: t('importReport.outcome'),
    reasonHeading: t('importReport.reason'),
    reportName: t('importReport.name'),
    listSeparator: t('importReport.between'),
  };
}
