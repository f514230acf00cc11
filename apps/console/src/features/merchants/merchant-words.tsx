import type { ApplicationState, ContractState, MerchantContract } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';

const APPLICATION_TONES = {
  submitted: 'warn',
  incomplete: 'quiet',
  approved: 'brand',
  contracted: 'good',
  refused: 'bad',
} as const satisfies Record<ApplicationState, Tone>;
const CONTRACT_TONES = { drawn: 'warn', signed: 'good', ended: 'quiet', discarded: 'quiet' } as const satisfies Record<ContractState, Tone>;
const BPS_PER_PERCENT = 100;

export function ApplicationStatus(props: { state: ApplicationState }) {
  const t = useTexts();
  return <Status tone={APPLICATION_TONES[props.state]}>{t(`applicationState.${props.state}`)}</Status>;
}

export function ContractStatus(props: { state: ContractState }) {
  const t = useTexts();
  return <Status tone={CONTRACT_TONES[props.state]}>{t(`contractState.${props.state}`)}</Status>;
}

/** Commission, cycle and least pay-out in one line. */
export function termsWords(t: Texts, { commissionBps, cycle, minPayoutMinor }: MerchantContract): string {
  const percent = commissionBps / BPS_PER_PERCENT;
  return t('contracts.termsWords', { percent, cycle: t(`settlementCycle.${cycle}`), min: formatMoney(toMinor(minPayoutMinor)) });
}
