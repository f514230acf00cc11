import { useMutation } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import { useContactCode } from '@tessera/ui/security/contact-code.tsx';
import { Button, Form, Input, type InputRef, Space } from 'antd';
import { useRef } from 'react';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';

const CODE_LENGTH = 6;

/** A phone or e-mail address and the code that was sent to it; six digits sign in by themselves. */
export function CodeForm(props: { onEnter: (session: Session) => void }) {
  const t = useTexts();
  const codeField = useRef<InputRef>(null);
  const signIn = useMutation({ mutationFn: signInWithCode, onSuccess: props.onEnter });
  const of = useContactCode(async (contact) => {
    signIn.reset();
    of.setCode('');
    const answer = await sendCode(contact);
    codeField.current?.focus();
    return answer;
  });
  const tryCode = (code: string) => {
    if (of.isGood && code.length === CODE_LENGTH && !signIn.isPending) signIn.mutate({ contact: of.contact, code });
  };
  const enterCode = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, CODE_LENGTH);
    of.setCode(digits);
    tryCode(digits);
  };
  return (
    <Form layout="vertical" size="large" onFinish={() => tryCode(of.code)}>
      <Form.Item label={t('signIn.contact')} htmlFor="sign-in-contact">
        <Input
          id="sign-in-contact"
          autoFocus
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          value={of.text}
          onChange={(event) => of.setText(event.target.value)}
          data-testid="contact"
        />
      </Form.Item>
      <Form.Item label={t('signIn.code')} htmlFor="sign-in-code">
        <Space.Compact block>
          <Input
            id="sign-in-code"
            ref={codeField}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={of.code}
            onChange={(event) => enterCode(event.target.value)}
            data-testid="contact-code"
          />
          <SendButton of={of} />
        </Space.Compact>
      </Form.Item>
      <p className="sign-in-sent" role="status" data-testid="code-sent">
        {of.sending.isSuccess && !signIn.error ? t('signIn.sent') : ''}
      </p>
      <ErrorNotice error={signIn.error ?? of.sending.error} />
      <Button type="primary" htmlType="submit" block loading={signIn.isPending} disabled={!of.isComplete} data-testid="sign-in">
        {t('action.signIn')}
      </Button>
    </Form>
  );
}

function SendButton({ of }: { of: ReturnType<typeof useContactCode> }) {
  const t = useTexts();
  const { sending, waitSeconds } = of;
  return (
    <Button onClick={() => sending.mutate(undefined)} disabled={!of.isGood || waitSeconds > 0} loading={sending.isPending} data-testid="send-code">
      {waitSeconds > 0 ? t('signIn.resendIn', { seconds: waitSeconds }) : t(sending.isSuccess ? 'signIn.resend' : 'signIn.send')}
    </Button>
  );
}

function sendCode(contact: string) {
  return contact.includes('@') ? client.identity.sendEmailCode({ email: contact }) : client.identity.sendPhoneCode({ phone: contact });
}

function signInWithCode({ contact, code }: { contact: string; code: string }) {
  return contact.includes('@')
    ? client.identity.signInWithEmail({ email: contact, code })
    : client.identity.signInWithPhone({ phone: contact, code });
}
