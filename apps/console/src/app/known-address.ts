import { isBusinessDay, isId } from '@tessera/kernel';

/** What stands in a page's address has the form of what it names: an id, a business day, a number. Pure. */
export function isKnownAddress(params: Readonly<Record<string, string | undefined>>): boolean {
  return Object.entries(params).every(([name, text = '']) => {
    if (name.endsWith('Id')) return isId(text);
    if (name === 'businessOn') return isBusinessDay(text);
    return name === '*' || /^\d{1,9}$/.test(text);
  });
}
