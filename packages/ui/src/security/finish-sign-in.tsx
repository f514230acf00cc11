import type { Session } from '@tessera/contract';
import type { Client } from '@tessera/contract/client';
import { Mark } from '../mark.tsx';
import { SetUpPasskey, SetUpTotp } from './enrol.tsx';
import { Button, useAct } from './kit.tsx';
import { NewPassword } from './new-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SecurityTexts, useSecurityTexts } from './texts.ts';

type Props = { client: Client; session: Session; place: 'phone' | 'desk'; onEnter: (session: Session) => void; onLeave: () => void };

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
        {needs === 'enrolment' ? (
          <>
            <SetUpTotp client={client} currentPassword="" onDone={onEnter} />
            <p className="sec-or">{t('security.or')}</p>
            <SetUpPasskey client={client} currentPassword="" onDone={onEnter} />
          </>
        ) : null}
      </div>
      <Button look="plain" busy={leave.isPending} onClick={() => leave.mutate(undefined)} testId="finish-sign-out">
        {t('security.signOut')}
      </Button>
    </main>
  );
}

function OwnPassword({ client, onEnter }: Pick<Props, 'client' | 'onEnter'>) {
  const t = useSecurityTexts();
  const choose = useAct((password: string) => client.identity.setFirstPassword({ password }), onEnter);
  return <NewPassword client={client} error={choose.error} busy={choose.isPending} submit={t('security.continue')} onChoose={choose.mutate} />;
}
