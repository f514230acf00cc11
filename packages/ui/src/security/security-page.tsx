import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSecurity, Session } from '@tessera/contract';
import type { SelfClient } from '@tessera/contract/client';
import { useState } from 'react';
import { FactorSection } from './factor-section.tsx';
import { Problem, Section } from './kit.tsx';
import { LinkSection } from './link-section.tsx';
import { EmailSection, PasswordSection } from './password-section.tsx';
import { SessionSection } from './session-section.tsx';
import { SecurityTexts, useSecurityTexts } from './texts.ts';

const KEY = ['own-security'];
export type SectionProps = { client: SelfClient; security: OwnSecurity; onChanged: () => void; onSession: (session: Session) => void };

/** Everything that a person does for their own safety. `onSession` hears of a session that goes on under a new cookie. */
export function SecurityPage(props: { client: SelfClient; place: 'phone' | 'desk'; onSession: (session: Session) => void }) {
  return (
    <SecurityTexts>
      <Sections {...props} />
    </SecurityTexts>
  );
}

function Sections({ client, place, onSession }: { client: SelfClient; place: 'phone' | 'desk'; onSession: (session: Session) => void }) {
  const t = useSecurityTexts();
  const queries = useQueryClient();
  const { data: security, error } = useQuery({ queryKey: KEY, queryFn: () => client.identity.getOwnSecurity() });
  const [done, setDone] = useState(false);
  const onChanged = () => {
    setDone(true);
    void queries.invalidateQueries({ queryKey: KEY });
  };
  const goOn = (session: Session) => {
    onSession(session);
    onChanged();
  };
  const all = { client, onChanged, onSession: goOn };
  return (
    <div className={`sec sec-${place}`} data-testid="security-page" aria-busy={!security && !error}>
      <Problem error={error} />
      {done ? (
        <p className="sec-done" role="status" data-testid="security-saved">
          {t('security.saved')}
        </p>
      ) : null}
      {security ? (
        <>
          <PasswordSection {...all} security={security} />
          <EmailSection {...all} security={security} />
          <FactorSection {...all} security={security} />
          <LinkSection {...all} security={security} />
          <SessionSection {...all} security={security} />
        </>
      ) : error ? null : (
        <Section title={t('security.loading')} testId="security-loading">
          <p className="sec-note">…</p>
        </Section>
      )}
    </div>
  );
}
