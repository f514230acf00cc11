import { useState } from 'react';
import { minuteOf } from '../times.ts';
import { RecoveryCodes, SetUpPasskey, SetUpTotp } from './enrol.tsx';
import { Button, Item, Problem, Section, useAct } from './kit.tsx';
import { Confirm } from './password-section.tsx';
import type { SectionProps } from './security-page.tsx';
import { useSecurityTexts } from './texts.ts';

/** The authenticator app, the passkeys and the recovery codes. */
export function FactorSection(props: SectionProps) {
  const t = useSecurityTexts();
  const { client, security, onSession } = props;
  const [current, setCurrent] = useState('');
  const [adding, setAdding] = useState<'totp' | 'passkey' | null>(null);
  const end = (session: Parameters<typeof onSession>[0]) => {
    setAdding(null);
    onSession(session);
  };
  const common = { client, currentPassword: current, onDone: end };
  return (
    <Section
      title={t('security.secondFactor')}
      note={t(security.secondFactorRequired ? 'security.factorRequired' : 'security.factorNote')}
      testId="factor-section"
    >
      <Confirm security={security} value={current} onText={setCurrent} />
      <Factors {...props} current={current} />
      {adding === 'totp' ? <SetUpTotp {...common} /> : null}
      {adding === 'passkey' ? <SetUpPasskey {...common} /> : null}
      <div className="sec-buttons">
        {security.totpSince === null && adding !== 'totp' ? (
          <Button look="plain" onClick={() => setAdding('totp')} testId="add-totp">
            {t('security.addTotp')}
          </Button>
        ) : null}
        {adding !== 'passkey' ? (
          <Button look="plain" onClick={() => setAdding('passkey')} testId="open-passkey">
            {t('security.addPasskey')}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

function Factors({ client, security, onChanged, current }: SectionProps & { current: string }) {
  const t = useSecurityTexts();
  const confirmed = current === '' ? {} : { currentPassword: current };
  const removeTotp = useAct(() => client.identity.removeTotp(confirmed), onChanged);
  const removePasskey = useAct(
    (passkeyId: SectionProps['security']['passkeys'][number]['id']) => client.identity.removePasskey({ passkeyId, ...confirmed }),
    onChanged,
  );
  const renew = useAct(() => client.identity.renewRecoveryCodes(confirmed), onChanged);
  if (renew.data) return <RecoveryCodes codes={renew.data.recoveryCodes} onClose={renew.reset} />;
  if (security.totpSince === null && security.passkeys.length === 0) return null;
  return (
    <>
      <ul className="sec-list">
        {security.totpSince ? (
          <Item title={t('security.totp')} note={t('security.since', { at: minuteOf(security.totpSince) })} testId="totp-item">
            <Button look="danger" busy={removeTotp.isPending} onClick={() => removeTotp.mutate(undefined)} testId="remove-totp">
              {t('security.remove')}
            </Button>
          </Item>
        ) : null}
        {security.passkeys.map((passkey) => (
          <Item key={passkey.id} title={passkey.name} note={t('security.since', { at: minuteOf(passkey.createdAt) })} testId="passkey-item">
            <Button look="danger" busy={removePasskey.isPending} onClick={() => removePasskey.mutate(passkey.id)} testId="remove-passkey">
              {t('security.remove')}
            </Button>
          </Item>
        ))}
        <Item title={t('security.recoveryCodes')} note={t('security.recoveryLeft', { count: security.recoveryCodesLeft })}>
          <Button look="plain" busy={renew.isPending} onClick={() => renew.mutate(undefined)} testId="renew-recovery-codes">
            {t('security.renew')}
          </Button>
        </Item>
      </ul>
      <Problem error={removeTotp.error ?? removePasskey.error ?? renew.error} />
    </>
  );
}
