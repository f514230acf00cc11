import type { LevelCheck } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Tag } from 'antd';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';

/** Two sums beside each other, and whether they are the same. */
export function CheckTable(props: { checks: readonly LevelCheck[]; empty: string }) {
  const t = useTexts();
  if (props.checks.length === 0) return <p className="recon-quiet">{props.empty}</p>;
  return (
    <ScrollFrame className="plain-table-frame">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('recon.compared')}</th>
            <th scope="col">{t('recon.left')}</th>
            <th scope="col">{t('recon.right')}</th>
            <th scope="col">{t('recon.result')}</th>
          </tr>
        </thead>
        <tbody>
          {props.checks.map((row) => (
            <tr key={`${row.check} ${row.channel ?? ''}`}>
              <th scope="row">
                <span className="two-lines">
                  <span>{t(`recon.check.${row.check}`, { channel: row.channel ? channelName(t, row.channel) : '' })}</span>
                  <small>{t(`recon.checkNote.${row.check}`)}</small>
                </span>
              </th>
              <td>
                <Money minor={row.leftMinor} />
              </td>
              <td>
                <Money minor={row.rightMinor} />
              </td>
              <td>
                <Tag color={row.isOk ? 'success' : 'error'}>{t(row.isOk ? 'recon.agrees' : 'recon.differs')}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
