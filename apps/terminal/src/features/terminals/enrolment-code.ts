/** The one-time code that enrols a device: eight letters or digits, shown as `XXXX-XXXX`. */
export const ENROLMENT_CODE_LENGTH = 8;

/** What of a typed or pasted text can be in a code: upper case, half width, no more than eight. */
export function cleanCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, ENROLMENT_CODE_LENGTH);
}

export function showCode(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
