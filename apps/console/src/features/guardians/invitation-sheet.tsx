import { exactTime } from '@tessera/ui';
import { Button } from 'antd';
import { csvLine, saveCsv } from '../../shared/csv.ts';
import { Icon } from '../../shared/icons.tsx';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { InvitedPerson, MadeInvitations } from './use-guardians.ts';

/** Where a guardian types the code. */
const ACCEPT_PATH = '/member/family/accept';

/** One slip a child, to be cut apart and handed out; shown this once. */
export function InvitationSheet(props: { made: MadeInvitations; people: readonly InvitedPerson[] }) {
  const t = useTexts();
  const { made, people } = props;
  const departmentOf = new Map(people.map((one) => [one.memberId, one.department]));
  const until = exactTime(made.expiresAt);
  const address = location.host + ACCEPT_PATH;
  const slips = made.invitations.flatMap(({ codes, ...child }) =>
    codes.map((code) => ({ ...child, department: departmentOf.get(child.memberId) ?? '', code: `${code.slice(0, 5)}-${code.slice(5)}` })),
  );
  const save = () =>
    saveCsv(`${t('guardians.sheetName')}.csv`, [
      csvLine([t('guardians.departments'), t('field.memberNumber'), t('guardians.child'), t('guardians.code'), t('guardians.codesUntil')]),
      ...slips.map((slip) => csvLine([slip.department, slip.memberNumber, slip.name, slip.code, until])),
    ]);
  return (
    <Panel
      title={t('guardians.sheetTitle', { count: slips.length })}
      extra={
        <span className="no-print sheet-acts">
          <Button icon={<Icon name="download" size={16} />} onClick={save} data-testid="slips-save">
            {t('guardians.saveList')}
          </Button>
          <Button type="primary" icon={<Icon name="print" size={16} />} onClick={() => print()} data-testid="slips-print">
            {t('action.print')}
          </Button>
        </span>
      }
      testId="invitation-sheet"
    >
      <p className="quiet guardian-lead no-print">{t('guardians.sheetNote')}</p>
      <ul className="invitation-slips">
        {slips.map((slip) => (
          <li key={slip.code} data-testid="invitation-slip">
            <span className="slip-child">
              <strong>{slip.name}</strong>
              <small>{[slip.department, slip.memberNumber].filter(Boolean).join(' · ')}</small>
            </span>
            <span className="guardian-code">{slip.code}</span>
            <small>{t('guardians.slipHow', { address })}</small>
            <small>{t('guardians.slipUntil', { until })}</small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
