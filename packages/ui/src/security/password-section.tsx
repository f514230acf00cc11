import { useState } from 'react';
import { minuteOf } from '../times.ts';
import { ContactFields, useContactCode } from './contact-code.tsx';
import { Button, Field, Form, Problem, Section, useAct } from './kit.tsx';
import { NewPassword } from './new-password.tsx';
import type { SectionProps } from './security-page.tsx';
import { useSecurityTexts } from './texts.ts';

export function PasswordSection({ client, security, onChanged }: SectionProps) {
  const t = useSecurityTexts();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const change = useAct(
    (password: string) => client.identity.changePassword({ currentPassword: current, password }),
    () => {
      setOpen(false);
      setCurrent('');
      onChanged();
    },
  );
  const note =
    security.hasPassword && security.passwordSetAt ? t('security.passwordSince', { at: minuteOf(security.passwordSetAt) }) : t('security.noPassword');
  return (
    <Section title={t('security.password')} note={note} testId="password-section">
      {open ? (
        <NewPassword
          client={client}
          error={change.error}
          busy={change.isPending}
          submit={t('security.changePassword')}
          waits={security.hasPassword && current === ''}
          onChoose={change.mutate}
        >
          {security.hasPassword ? (
            <Field
              label={t('security.currentPassword')}
              type="password"
              autoComplete="current-password"
              maxLength={128}
              value={current}
              onText={setCurrent}
              testId="current-password"
            />
          ) : null}
        </NewPassword>
      ) : (
        <div className="sec-buttons">
          <Button look="plain" onClick={() => setOpen(true)} testId="change-password">
            {t(security.hasPassword ? 'security.changePassword' : 'security.setPassword')}
          </Button>
        </div>
      )}
    </Section>
  );
}

export function EmailSection({ client, security, onChanged }: SectionProps) {
  const t = useSecurityTexts();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const confirmed = current === '' ? {} : { currentPassword: current };
  const of = useContactCode((email) => client.identity.sendOwnEmailCode({ email, ...confirmed }));
  const save = useAct(
    () => client.identity.confirmOwnEmail({ email: of.contact, code: of.code }),
    () => {
      setOpen(false);
      onChanged();
    },
  );
  const remove = useAct(() => client.identity.removeOwnEmail(confirmed), onChanged);
  return (
    <Section title={t('security.email')} note={security.emailMasked ?? t('security.noEmail')} testId="email-section">
      {open ? (
        <Form onSubmit={() => save.mutate(undefined)}>
          <Confirm security={security} value={current} onText={setCurrent} />
          <ContactFields of={of} label={t('security.email')} type="email" />
          <Problem error={save.error} />
          <Button submit busy={save.isPending} disabled={!of.isComplete} testId="save-email">
            {t('security.saveEmail')}
          </Button>
        </Form>
      ) : (
        <div className="sec-buttons">
          <Button look="plain" onClick={() => setOpen(true)} testId="change-email">
            {t(security.emailMasked ? 'security.changeEmail' : 'security.addEmail')}
          </Button>
          {security.emailMasked ? (
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)} testId="remove-email">
              {t('security.remove')}
            </Button>
          ) : null}
        </div>
      )}
      <Problem error={remove.error} />
    </Section>
  );
}

/** Asked for what a borrowed phone must not change; a fresh sign-in needs none. */
export function Confirm(props: { security: SectionProps['security']; value: string; onText: (text: string) => void }) {
  const t = useSecurityTexts();
  if (!props.security.hasPassword) return null;
  return (
    <Field
      label={t('security.currentPassword')}
      hint={t('security.confirmHint')}
      type="password"
      autoComplete="current-password"
      maxLength={128}
      value={props.value}
      onText={props.onText}
      testId="confirm-password"
    />
  );
}
