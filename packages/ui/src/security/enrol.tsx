import type { Session } from '@tessera/contract';
import type { SelfClient } from '@tessera/contract/client';
import { useState } from 'react';
import { Button, Field, Form, Problem, useAct } from './kit.tsx';
import { makePasskey, passkeysWork } from './passkeys.ts';
import { Qr } from './qr.tsx';
import { useSecurityTexts } from './texts.ts';

type Props = { client: SelfClient; currentPassword: string; onRefused?: (error: unknown) => void; onDone: (session: Session) => void };
const optional = (currentPassword: string) => (currentPassword === '' ? {} : { currentPassword });

/** The authenticator app: a secret to scan, a code back, then the recovery codes, which are shown once. */
export function SetUpTotp({ client, currentPassword, onRefused, onDone }: Props) {
  const t = useSecurityTexts();
  const [code, setCode] = useState('');
  const start = useAct(
    () => client.identity.startTotp(optional(currentPassword)),
    () => setCode(''),
  );
  const confirm = useAct(
    () => client.identity.confirmTotp({ code }),
    () => undefined,
  );
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onClose={() => confirm.data && onDone(confirm.data.session)} />;
  if (!start.data) {
    return (
      <>
        <Problem error={start.error} />
        <Button busy={start.isPending} onClick={() => start.mutate(undefined, { onError: (error) => onRefused?.(error) })} testId="start-totp">
          {t('security.setUpTotp')}
        </Button>
      </>
    );
  }
  return (
    <Form onSubmit={() => confirm.mutate(undefined)} testId="totp-form">
      <p>{t('security.totpScan')}</p>
      <Qr text={start.data.uri} label={t('security.totpQr')} />
      <p className="sec-note">{t('security.totpSecret')}</p>
      <p className="sec-secret" data-testid="totp-secret">
        {start.data.secret}
      </p>
      <Field
        label={t('security.totpCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onText={(text) => setCode(text.replace(/\D/g, ''))}
        testId="totp-code"
      />
      <Problem error={confirm.error} />
      <Button submit busy={confirm.isPending} disabled={code.length !== 6} testId="confirm-totp">
        {t('security.confirm')}
      </Button>
    </Form>
  );
}

export function RecoveryCodes(props: { codes: readonly string[]; onClose: () => void }) {
  const t = useSecurityTexts();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(props.codes.join('\n')).then(() => setCopied(true));
  return (
    <div className="sec-form" data-testid="recovery-codes">
      <p>{t('security.recoveryKeep')}</p>
      <ul className="sec-codes">
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="sec-buttons">
        <Button look="plain" onClick={() => void copy()} testId="copy-recovery-codes">
          {t(copied ? 'security.copied' : 'security.copy')}
        </Button>
        <Button onClick={props.onClose} testId="recovery-kept">
          {t('security.recoveryKept')}
        </Button>
      </div>
    </div>
  );
}

export function SetUpPasskey({ client, currentPassword, onRefused, onDone }: Props) {
  const t = useSecurityTexts();
  const [name, setName] = useState('');
  const add = useAct(async () => {
    const credential = await makePasskey(await client.identity.startPasskey(optional(currentPassword)));
    return client.identity.addPasskey({ name: name.trim() || t('security.passkeyName'), credential });
  }, onDone);
  if (!passkeysWork()) return <p className="sec-note">{t('security.passkeysUnsupported')}</p>;
  return (
    <Form onSubmit={() => add.mutate(undefined, { onError: (error) => onRefused?.(error) })}>
      <Field
        label={t('security.passkeyNameLabel')}
        placeholder={t('security.passkeyName')}
        maxLength={80}
        value={name}
        onText={setName}
        testId="passkey-name"
      />
      <Problem error={add.error} />
      <Button submit look="plain" busy={add.isPending} testId="add-passkey">
        {t('security.addPasskey')}
      </Button>
    </Form>
  );
}
