/** The pattern of a text in which `part` occurs, in small letters: for `like` on a column kept in small letters, or for `ilike`. */
export function containing(part: string): string {
  return `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
