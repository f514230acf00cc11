/** Whether two names that were typed are those of two people, however they are written: the rule of whoever has to be watched by somebody else. */
export function isAnotherPerson(name: string, other: string): boolean {
  return plain(name) !== plain(other);
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
