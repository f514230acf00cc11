import { formatMoney, type Minor } from '@tessera/kernel';
import type { CSSProperties } from 'react';

/** An amount as large as its place allows. `ghost` is the part that is not typed yet. */
export function BigAmount(props: { minor: Minor; entry?: string; testId?: string }) {
  const whole = formatMoney(props.minor);
  const typed = props.entry === undefined ? whole : typedPart(whole, props.entry);
  const style: CSSProperties & Record<'--characters', number> = { '--characters': Math.max(whole.length, 6) };
  return (
    <div className="big-amount-place">
      <span className="big-amount money" style={style} data-testid={props.testId}>
        {typed}
        <span className="ghost">{whole.slice(typed.length)}</span>
      </span>
    </div>
  );
}

/** `¥12.` of `¥12.00` while `12.` is typed. */
function typedPart(whole: string, entry: string): string {
  if (entry === '') return '';
  const decimals = entry.split('.')[1];
  const point = whole.indexOf('.');
  return decimals === undefined ? whole.slice(0, point) : whole.slice(0, point + 1 + decimals.length);
}
