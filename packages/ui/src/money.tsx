import { formatMoney, toMinor } from '@tessera/kernel';

/** An amount in tabular figures. `sign` writes a plus for what comes in; a minus is part of the number. */
export function Money(props: { minor: number; sign?: boolean; className?: string }) {
  const text = formatMoney(toMinor(props.minor));
  return <span className={`money ${props.className ?? ''}`}>{props.sign && props.minor > 0 ? `+${text}` : text}</span>;
}
