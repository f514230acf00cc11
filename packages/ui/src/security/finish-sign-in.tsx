import { useMutation } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import type { SelfClient } from '@tessera/contract/client';
import { useState } from 'react';
import { errorKey } from '../api.ts';
import { Mark } from '../mark.tsx';
import { SetUpPasskey, SetUpTotp } from './enrol.tsx';
import { Button, Field, useAct } from './kit.tsx';
import { NewPassword } from './new-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SecurityTexts, useSecurityTexts } from './texts.ts';

type Props = { client: SelfClient; session: Session; place: 'phone' | 'desk'; onEnter: (session: Session) => void; onLeave: () => void };

/** What a sign-in still waits for. The server opens nothing else until it is done. */
export function FinishSignIn(props: Props) {
  return (
    <SecurityTexts>
      <Step {...props} />
    </SecurityTexts>
  );
}

function Step(props: Props) {
  const t = useSecurityTexts();
  const { client, session, onEnter } = props;
  const needs = session.needs ?? 'secondFactor';
  const leave = useAct(() => client.identity.signOut(), props.onLeave);
  return (
    <main className={`sec sec-step sec-${props.place}`} data-testid={`finish-${needs}`}>
      <Mark size={44} />
      <h1>{t(`security.needs.${needs}`)}</h1>
      <p className="sec-note">{t(`security.needsNote.${needs}`, { name: session.user.name })}</p>
      <div className="sec-card">
        {needs === 'secondFactor' ? <SecondFactor client={client} session={session} onEnter={onEnter} /> : null}
        {needs === 'password' || needs === 'freshPassword' ? <OwnPassword client={client} onEnter={onEnter} /> : null}
        {needs === 'enrolment' ? <FirstFactor client={client} onEnter={onEnter} /> : null}
      </div>
      <Button look="plain" busy={leave.isPending} onClick={() => leave.mutate(undefined)} testId="finish-sign-out">
        {t('security.signOut')}
      </Button>
    </main>
  );
}

function FirstFactor({ client, onEnter }: Pick<Props, 'client' | 'onEnter'>) {
  const t = useSecurityTexts();
  const proof = useProof();
  const common = { client, currentPassword: proof.password, onRefused: proof.onRefused, onDone: onEnter };
  return (
    <>
      <Proof of={proof} />
      <SetUpTotp {...common} />
      <p className="sec-or">{t('security.or')}</p>
      <SetUpPasskey {...common} />
    </>
  );
}

function OwnPassword({ client, onEnter }: Pick<Props, 'client' | 'onEnter'>) {
  const t = useSecurityTexts();
  const proof = useProof();
  const choose = useMutation({
    mutationFn: (password: string) => client.identity.setFirstPassword({ password, ...(proof.password && { currentPassword: proof.password }) }),
    onSuccess: onEnter,
    onError: proof.onRefused,
  });
  return (
    <NewPassword client={client} error={choose.error} busy={choose.isPending} submit={t('security.continue')} onChoose={choose.mutate}>
      <Proof of={proof} />
    </NewPassword>
  );
}

/** The present password, asked for once the server says that the session is no longer fresh. */
function useProof() {
  const [isAsked, setAsked] = useState(false);
  const [password, setPassword] = useState('');
  const onRefused = (error: unknown) => {
    if (errorKey(error) === 'identity.confirm_needed') setAsked(true);
  };
  return { isAsked, password, setPassword, onRefused };
}

function Proof({ of }: { of: ReturnType<typeof useProof> }) {
  const t = useSecurityTexts();
  if (!of.isAsked) return null;
  return (
    <Field
      label={t('security.currentPassword')}
      type="password"
      autoComplete="current-password"
      maxLength={128}
      value={of.password}
      onText={of.setPassword}
      testId="confirm-password"
    />
  );
}
