import { Money } from '@tessera/ui';
import { IconButton } from '../shared/controls.tsx';
import { maskNumber } from '../shared/mask.ts';
import { usePreferences } from '../shared/preferences.tsx';
import { useOwnMember, useOwnWallet } from '../shared/queries.ts';
import { useTexts } from '../shared/texts.ts';
import styles from './card-face.module.css';

/** The card as one would hold it: issuer, holder, masked number, and the balance behind an eye. */
export function CardFace() {
  const t = useTexts();
  const { data: member } = useOwnMember();
  const { data: wallet } = useOwnWallet();
  const { balanceShown, change } = usePreferences();
  return (
    <section className={styles.card} aria-label={t('home.card')} data-testid="card-face">
      <Ornament />
      <header className={styles.issuer}>
        <strong>{member?.issuerName || t('brand.name')}</strong>
        <span>{member ? (member.department ?? t(`memberKind.${member.kind}`)) : ''}</span>
      </header>
      <div className={styles.balance}>
        <span className={styles.label}>{t('home.balance')}</span>
        <div className={styles.amountLine}>
          <span className={styles.amount} data-testid="balance">
            {wallet ? balanceShown ? <Money minor={wallet.availableMinor} /> : '••••••' : <span className={styles.placeholder} />}
          </span>
          <IconButton
            icon={balanceShown ? 'eyeOff' : 'eye'}
            label={t(balanceShown ? 'home.hideBalance' : 'home.showBalance')}
            onClick={() => change('balanceShown', !balanceShown)}
            testId="toggle-balance"
          />
        </div>
      </div>
      <footer className={styles.holder}>
        <span>{member?.name ?? ''}</span>
        <span className={styles.number}>{member ? maskNumber(member.memberNumber) : ''}</span>
      </footer>
    </section>
  );
}

/** The mark, large and faint, with its amber tessera at the edge of the card. */
function Ornament() {
  return (
    <svg className={styles.ornament} viewBox="0 0 32 32" aria-hidden="true">
      <path fill="#ffffff" fillOpacity="0.08" d="M8 2h16a6 6 0 0 1 6 6v8H20a4 4 0 0 0-4 4v10H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z" />
      <path fill="#f0b356" fillOpacity="0.9" d="M22 19h8v5a6 6 0 0 1-6 6h-5v-8a3 3 0 0 1 3-3Z" />
    </svg>
  );
}
