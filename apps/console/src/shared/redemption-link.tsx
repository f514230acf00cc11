import { Link } from 'react-router';
import { useCan } from './session.tsx';
import { useTexts } from './texts.ts';

/** From a line of settlement to the redemption behind it, for whoever may look at redemptions; the server shows each only its own. */
export function RedemptionLink({ line }: { line: { redeemedId: string } }) {
  const t = useTexts();
  return useCan()('redemptions.read') ? <Link to={`/redemptions?q=${line.redeemedId}`}>{t('takings.open')}</Link> : '—';
}
