import type { ChannelBill } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { Alert } from 'antd';
import { useTexts } from '../../shared/texts.ts';

const REFUSED_SHOWN = 3;
const TROUBLES_SHOWN = 5;

/** Bills that were refused whole, newest first: why, with the lines at fault, and what to do. */
export function RefusedBills(props: { bills: readonly ChannelBill[] }) {
  const t = useTexts();
  return props.bills
    .slice(0, REFUSED_SHOWN)
    .map((refused) => (
      <Alert
        key={refused.id}
        type="warning"
        showIcon
        title={
          refused.fault === 'no_answer'
            ? t('recon.noAnswer', { at: exactTime(refused.createdAt) })
            : t('recon.refused', { file: refused.fileName ?? t('recon.fetched'), reason: refused.fault ? t(`recon.fault.${refused.fault}`) : '' })
        }
        description={<RefusedNote refused={refused} />}
        data-testid="refused-bill"
      />
    ));
}

/** The same beside a bill that was taken since: nothing is left to do, so they are folded away. */
export function FormerRefusals(props: { bills: readonly ChannelBill[] }) {
  const t = useTexts();
  const refused = props.bills.filter(({ fault }) => fault !== 'no_answer');
  if (refused.length === 0) return null;
  return (
    <details className="recon-former">
      <summary>{t('recon.formerRefusals', { count: refused.length })}</summary>
      <ul>
        {refused.slice(0, REFUSED_SHOWN).map((one) => (
          <li key={one.id} className="fine">
            {exactTime(one.createdAt)} ·{' '}
            {t('recon.refused', { file: one.fileName ?? t('recon.fetched'), reason: one.fault ? t(`recon.fault.${one.fault}`) : '' })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RefusedNote({ refused }: { refused: ChannelBill }) {
  const t = useTexts();
  const more = refused.troubles.length - TROUBLES_SHOWN;
  if (refused.fault === 'no_answer') return t('recon.noAnswerNext');
  return (
    <>
      {refused.troubles.slice(0, TROUBLES_SHOWN).map((trouble) => (
        <div key={`${trouble.line} ${trouble.fault}`}>
          {t('recon.trouble', { line: trouble.line, reason: t(`recon.lineFault.${trouble.fault}`) })}
        </div>
      ))}
      {more > 0 && <div>{t('recon.moreTroubles', { count: more })}</div>}
      <div>{t('recon.refusedNext')}</div>
    </>
  );
}
