import { type TerminalAppTexts, terminalAppCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

export const { TextsProvider, useTexts } = createTexts(terminalAppCatalog);
export type TextKey = keyof TerminalAppTexts;

/** The sentence for a code from the server; one that this build does not know yet is a failure without a name. */
export function textKeyOf(code: string): TextKey {
  return isTextKey(code) ? code : 'request.failed';
}

function isTextKey(code: string): code is TextKey {
  return Object.hasOwn(terminalAppCatalog.en, code);
}
