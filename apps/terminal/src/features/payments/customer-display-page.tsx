import { Mark } from '@tessera/ui';
import { useEffect, useState } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { BigAmount } from './big-amount.tsx';
import { type Display, watchDisplay } from './display-channel.ts';

const ICONS = { approved: 'check', declined: 'cross', unresolved: 'question', present: 'scan', pin: 'lock' } as const;

/** The second window, turned to the payer: the amount, what to do, and the result. */
export function CustomerDisplayPage() {
  const t = useTexts();
  const [display, setDisplay] = useState<Display | null>(null);
  useEffect(() => watchDisplay(setDisplay), []);
  const step = display?.step ?? 'welcome';
  const icon = Object.entries(ICONS).find(([name]) => name === step)?.[1];
  return (
    <main className={`display display-${step}`} data-testid="display" data-step={step}>
      <header className="display-head">
        <Mark size={36} />
        <span>{display?.organizationName ?? t('brand.name')}</span>
      </header>
      <div className="display-body" role="status">
        {icon && (
          <span className="display-icon">
            <Icon name={icon} size={72} stroke={step === 'present' || step === 'pin' ? 1.6 : 2.6} />
          </span>
        )}
        {step === 'working' && <span className="spinner" aria-hidden="true" />}
        {display && step !== 'welcome' && <BigAmount minor={display.amountMinor} testId="display-amount" />}
        <h1>{t(`display.${step}`)}</h1>
      </div>
    </main>
  );
}
