/** `2024••••0123`: the ends are enough to know one's own number by. */
export function maskNumber(number: string): string {
  if (number.length <= 4) return number;
  const tail = number.slice(-4);
  const head = number.slice(0, Math.max(0, Math.min(4, number.length - 6)));
  return `${head}••••${tail}`;
}
