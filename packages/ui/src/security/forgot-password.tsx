import type { SelfClient } from '@tessera/contract/client';
import { ContactFields, useContactCode } from './contact-code.tsx';
import { Button, useAct } from './kit.tsx';
import { NewPassword } from './new-password.tsx';
import { SecurityTexts, useSecurityTexts } from './texts.ts';

type Props = { client: SelfClient; place: 'phone' | 'desk'; onBack: () => void };

/** A new password with a code to the phone or e-mail address. */
export function ForgotPassword(props: Props) {
  return (
    <SecurityTexts>
      <Steps {...props} />
    </SecurityTexts>
  );
}

function Steps({ client, place, onBack }: Props) {
  const t = useSecurityTexts();
  const of = useContactCode((contact) => client.identity.sendResetCode({ contact }));
  const reset = useAct(
    (password: string) => client.identity.resetPassword({ contact: of.contact, code: of.code, password }),
    () => undefined,
  );
  return (
    <main className={`sec sec-step sec-${place}`} data-testid="forgot-password">
      <h1>{t('security.forgotTitle')}</h1>
      <p className="sec-note">{t('security.forgotNote')}</p>
      <div className="sec-card">
        {reset.isSuccess ? (
          <p className="sec-done" role="status" data-testid="password-reset">
            {t('security.resetDone')}
          </p>
        ) : (
          <NewPassword
            client={client}
            error={reset.error}
            busy={reset.isPending}
            submit={t('security.resetSubmit')}
            waits={!of.isComplete}
            onChoose={reset.mutate}
          >
            <ContactFields of={of} label={t('security.contact')} />
          </NewPassword>
        )}
      </div>
      <Button look={reset.isSuccess ? 'main' : 'plain'} onClick={onBack} testId="back-to-sign-in">
        {t('security.backToSignIn')}
      </Button>
    </main>
  );
}
