import { errorKey } from '@tessera/ui';
import { type SyntheticEvent, useRef, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useWait } from '../../shared/use-wait.ts';
import { Field } from './field.tsx';
import styles from './sign-in-page.module.css';
import { useCodeSignIn, useSendCode } from './use-sign-in.ts';

const CODE_LENGTH = 6;
const CONTACT = /^(\+?[0-9]{8,15}|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/** A phone or e-mail address and the code that was sent to it; six digits sign in by themselves. */
export function PhoneForm() {
  const t = useTexts();
  const codeField = useRef<HTMLDivElement>(null);
  const form = usePhoneForm(() => codeField.current?.querySelector('input')?.focus());
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Field
        label={t('signIn.phone')}
        testId="phone"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={form.phoneText}
        onChange={(event) => form.setPhoneText(event.target.value)}
        maxLength={254}
        placeholder={t('signIn.phoneExample')}
      />
      <div ref={codeField}>
        <Field
          label={t('signIn.code')}
          testId="phone-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={form.code}
          onChange={(event) => form.enterCode(event.target.value)}
          placeholder="······"
          className={styles.code}
          aside={<SendButton form={form} />}
        />
      </div>
      <p className={form.error ? styles.problem : styles.sent} role={form.error ? 'alert' : 'status'} data-testid="sign-in-problem">
        {form.error ? t(errorKey(form.error)) : form.sent ? t('signIn.sent') : null}
      </p>
      <Button type="submit" wide busy={form.signingIn} disabled={!form.complete} data-testid="sign-in">
        {t('action.signIn')}
      </Button>
    </form>
  );
}

function SendButton(props: { form: ReturnType<typeof usePhoneForm> }) {
  const t = useTexts();
  const { phoneGood, waitSeconds, sending, sent, sendCode } = props.form;
  return (
    <Button look="quiet" className={styles.send} onClick={sendCode} disabled={!phoneGood || waitSeconds > 0} busy={sending} data-testid="send-code">
      {waitSeconds > 0 ? t('signIn.resendIn', { seconds: waitSeconds }) : t(sent ? 'signIn.resend' : 'signIn.send')}
    </Button>
  );
}

/** The form's state; `onSent` is where the person types next. */
function usePhoneForm(onSent: () => void) {
  const send = useSendCode();
  const signIn = useCodeSignIn();
  const wait = useWait();
  const [phoneText, setPhoneText] = useState('');
  const [code, setCode] = useState('');
  const phone = phoneText.includes('@') ? phoneText.trim() : phoneText.replace(/[\s-]/g, '');
  const phoneGood = CONTACT.test(phone);
  const trySignIn = (entered: string) => {
    if (phoneGood && entered.length === CODE_LENGTH && !signIn.isPending) signIn.mutate({ contact: phone, code: entered });
  };
  const enterCode = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, CODE_LENGTH);
    setCode(digits);
    trySignIn(digits);
  };
  const sendCode = () => {
    signIn.reset();
    setCode('');
    send.mutate(phone, {
      onSuccess: (answer) => {
        wait.start(answer.resendAfterSeconds);
        onSent();
      },
    });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    trySignIn(code);
  };
  return {
    phoneText,
    setPhoneText,
    code,
    enterCode,
    sendCode,
    submit,
    phoneGood,
    complete: phoneGood && code.length === CODE_LENGTH,
    waitSeconds: wait.secondsLeft,
    sending: send.isPending,
    sent: send.isSuccess,
    signingIn: signIn.isPending,
    error: signIn.error ?? send.error,
  };
}
