import type { Session } from '@tessera/contract';
import type { SelfClient } from '@tessera/contract/client';
import { useState } from 'react';
import { ContactFields, useContactCode } from './contact-code.tsx';
import { Button, Field, useAct } from './kit.tsx';
import { NewPassword, useSignInOptions } from './new-password.tsx';
import { SecurityTexts, useSecurityTexts } from './texts.ts';

type Props = { client: SelfClient; onEnter: (session: Session) => void; onBack: () => void };

/** Becoming a member without anybody's help, by the ways that the installation allows. */
export function Register(props: Props) {
  return (
    <SecurityTexts>
      <Steps {...props} />
    </SecurityTexts>
  );
}

function Steps({ client, onEnter, onBack }: Props) {
  const t = useSecurityTexts();
  const { data: options } = useSignInOptions(client);
  const [name, setName] = useState('');
  const of = useContactCode((contact) => client.onboarding.sendRegistrationCode({ contact }));
  const register = useAct(
    (password: string) => client.onboarding.registerMember({ contact: of.contact, code: of.code, name: name.trim(), password }),
    onEnter,
  );
  const way = options?.registerByPhone ? (options.registerByEmail ? 'security.contact' : 'security.phone') : 'security.email';
  return (
    <main className="sec sec-step sec-phone" data-testid="register">
      <h1>{t('security.registerTitle')}</h1>
      <p className="sec-note">{t('security.registerNote')}</p>
      <div className="sec-card">
        <NewPassword
          client={client}
          error={register.error}
          busy={register.isPending}
          submit={t('security.registerSubmit')}
          waits={name.trim() === '' || !of.isComplete}
          onChoose={register.mutate}
        >
          <Field label={t('security.name')} autoComplete="name" maxLength={80} value={name} onText={setName} testId="register-name" />
          <ContactFields of={of} label={t(way)} />
        </NewPassword>
      </div>
      <Button look="plain" onClick={onBack} testId="back-to-sign-in">
        {t('security.backToSignIn')}
      </Button>
    </main>
  );
}
