import type { LevelCheck } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';

/** Two sums beside each other, and whether they are the same. On a phone each pair stands below its name. */
export function CheckTable(props: { checks: readonly LevelCheck[]; empty: string; sides: readonly [left: string, right: string] }) {
  const t = useTexts();
  if (props.checks.length === 0) return <p className="recon-quiet">{props.empty}</p>;
  const [left, right] = props.sides;
  return (
    <table className="plain-table recon-checks">
      <thead>
        <tr>
          <th scope="col">{t('recon.compared')}</th>
          <th scope="col">{left}</th>
          <th scope="col">{right}</th>
          <th scope="col">{t('recon.result')}</th>
        </tr>
      </thead>
      <tbody>
        {props.checks.map((row) => (
          <tr key={`${row.check} ${row.channel ?? ''}`} data-testid={`check-${row.check}`}>
            <th scope="row">
              <span className="two-lines">
                <span>{t(`recon.check.${row.check}`, { channel: row.channel ? channelName(t, row.channel) : '' })}</span>
                <small>{t(`recon.checkNote.${row.check}`)}</small>
              </span>
            </th>
            <td data-side={left}>
              <Money minor={row.leftMinor} />
            </td>
            <td data-side={right}>
              <Money minor={row.rightMinor} />
            </td>
            <td>
              <Status tone={row.isOk ? 'good' : 'bad'}>{t(row.isOk ? 'recon.agrees' : 'recon.differs')}</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
