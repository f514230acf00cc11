import type { Session } from '@tessera/contract';
import type { SelfClient } from '@tessera/contract/client';
import { useState } from 'react';
import { Button, Field, Form, Problem, useAct } from './kit.tsx';
import { askPasskey, passkeysWork } from './passkeys.ts';
import { useSecurityTexts } from './texts.ts';

type Props = { client: SelfClient; session: Session; onEnter: (session: Session) => void };

/** The second step of a sign-in: a passkey, a code of the authenticator app, or a recovery code. */
export function SecondFactor(props: Props) {
  const t = useSecurityTexts();
  const { secondFactors } = props.session;
  const [recovering, setRecovering] = useState(false);
  return (
    <>
      {secondFactors.includes('passkey') && !recovering ? <PasskeyStep {...props} /> : null}
      {secondFactors.includes('totp') && !recovering ? <CodeStep {...props} kind="totp" /> : null}
      {recovering ? <CodeStep {...props} kind="recovery" /> : null}
      <Button look="plain" testId="use-recovery-code" onClick={() => setRecovering(!recovering)}>
        {t(recovering ? 'security.useFactor' : 'security.useRecovery')}
      </Button>
    </>
  );
}

function PasskeyStep({ client, onEnter }: Props) {
  const t = useSecurityTexts();
  const check = useAct(async () => {
    const credential = await askPasskey(await client.identity.startPasskeyCheck());
    return client.identity.verifyPasskey({ credential });
  }, onEnter);
  return (
    <>
      {passkeysWork() ? null : <p className="sec-problem">{t('security.passkeysUnsupported')}</p>}
      <Problem error={check.error} />
      <Button busy={check.isPending} onClick={() => check.mutate(undefined)} testId="use-passkey">
        {t('security.usePasskey')}
      </Button>
    </>
  );
}

function CodeStep({ client, onEnter, kind }: Props & { kind: 'totp' | 'recovery' }) {
  const t = useSecurityTexts();
  const [code, setCode] = useState('');
  const verify = useAct(() => (kind === 'totp' ? client.identity.verifyTotp({ code }) : client.identity.spendRecoveryCode({ code })), onEnter);
  const isTotp = kind === 'totp';
  return (
    <Form onSubmit={() => verify.mutate(undefined)}>
      <Field
        label={t(isTotp ? 'security.totpCode' : 'security.recoveryCode')}
        hint={t(isTotp ? 'security.totpCodeHint' : 'security.recoveryCodeHint')}
        inputMode={isTotp ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={isTotp ? 6 : 11}
        value={code}
        onText={(text) => setCode(isTotp ? text.replace(/\D/g, '') : text.trim())}
        testId="second-factor-code"
      />
      <Problem error={verify.error} />
      <Button submit busy={verify.isPending} disabled={code.length < (isTotp ? 6 : 10)} testId="second-factor-submit">
        {t('security.continue')}
      </Button>
    </Form>
  );
}
