import { useEffect, useState } from 'react';
import { Button, Field, Problem, useAct } from './kit.tsx';
import { useSecurityTexts } from './texts.ts';

const CONTACT = /^(\+?[0-9]{8,15}|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

export type ContactCode = ReturnType<typeof useContactCode>;

/** A phone or e-mail address, a code sent there, and how long until it may be sent again. */
export function useContactCode(send: (contact: string) => Promise<{ resendAfterSeconds: number }>) {
  const [text, setText] = useState('');
  const [code, setCode] = useState('');
  const [waitSeconds, setWaitSeconds] = useState(0);
  const contact = text.includes('@') ? text.trim() : text.replace(/[\s-]/g, '');
  const sending = useAct(
    () => send(contact),
    (answer) => setWaitSeconds(answer.resendAfterSeconds),
  );
  useEffect(() => {
    if (waitSeconds <= 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);
  return {
    text,
    setText,
    code,
    setCode,
    contact,
    isGood: CONTACT.test(contact),
    waitSeconds,
    sending,
    isComplete: CONTACT.test(contact) && code.length === 6,
  };
}

export function ContactFields(props: { of: ContactCode; label: string; type?: 'email' | 'text' }) {
  const t = useSecurityTexts();
  const { of } = props;
  return (
    <>
      <Field
        label={props.label}
        type={props.type ?? 'text'}
        inputMode={props.type === 'email' ? 'email' : 'text'}
        autoComplete={props.type === 'email' ? 'email' : 'username'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        value={of.text}
        onText={of.setText}
        testId="contact"
      />
      <Button
        look="plain"
        busy={of.sending.isPending}
        disabled={!of.isGood || of.waitSeconds > 0}
        onClick={() => of.sending.mutate(undefined)}
        testId="send-contact-code"
      >
        {of.waitSeconds > 0 ? t('security.resendIn', { seconds: of.waitSeconds }) : t('security.sendCode')}
      </Button>
      <Problem error={of.sending.error} />
      {of.sending.isSuccess ? (
        <p className="sec-note" role="status">
          {t('security.codeSent')}
        </p>
      ) : null}
      <Field
        label={t('security.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={of.code}
        onText={(text) => of.setCode(text.replace(/\D/g, ''))}
        testId="contact-code"
      />
    </>
  );
}
