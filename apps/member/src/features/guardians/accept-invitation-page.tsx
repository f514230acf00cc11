import type { Relation, Session } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { PageHeader } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { useSessionQuery } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { useWait } from '../../shared/use-wait.ts';
import styles from './guardians.module.css';
import { GuardianTexts, useGuardianTexts } from './texts.ts';
import { useAcceptInvitation, useSendInvitationCode } from './use-guardians.ts';

const RELATIONS = ['mother', 'father', 'grandparent', 'other'] as const satisfies readonly Relation[];
const INVITATION = /^[2-9A-HJKMNP-Z]{10}$/;
const PHONE = /^\+?[0-9]{8,15}$/;
const CODE = /^[0-9]{6}$/;

/** For whoever holds an invitation of a school: a phone is proved, an account made where there is none, and the child is linked. */
export function AcceptInvitationPage(props: { onEnter: (session: Session) => void }) {
  return (
    <GuardianTexts>
      <Page {...props} />
    </GuardianTexts>
  );
}

function Page(props: { onEnter: (session: Session) => void }) {
  const g = useGuardianTexts();
  const navigate = useNavigate();
  const session = useSessionQuery();
  return (
    <main className={styles.page} data-testid="accept-invitation-page">
      <PageHeader title={g('guard.acceptTitle')} onBack={() => void navigate(session.data ? '/family' : '/')} />
      <p className={styles.lead}>{g('guard.acceptText')}</p>
      <Form onEnter={props.onEnter} />
    </main>
  );
}

type Fields = { invitation: string; name: string; phone: string; relation: Relation; code: string; consent: boolean };
const BLANK: Fields = { invitation: '', name: '', phone: '', relation: 'mother', code: '', consent: false };

/** What is typed, whether it is whole, and how it is sent. */
function useAcceptForm(onEnter: (session: Session) => void) {
  const t = useTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const accept = useAcceptInvitation();
  const [fields, setFields] = useState(BLANK);
  const invitation = fields.invitation.toUpperCase().replace(/[\s-]/g, '');
  const phone = fields.phone.replace(/[\s-]/g, '');
  const mayAsk = INVITATION.test(invitation) && PHONE.test(phone);
  const isWhole = mayAsk && CODE.test(fields.code) && fields.name.trim() !== '' && fields.consent;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    accept.mutate(
      { invitation, phone, code: fields.code, name: fields.name.trim(), relation: fields.relation },
      {
        onSuccess: (session) => {
          onEnter(session);
          toast(t('family.entered'));
          void navigate('/', { replace: true });
        },
      },
    );
  };
  const set = (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change }));
  return { fields, set, asked: { invitation, phone }, mayAsk, isWhole, submit, accept };
}

function Form(props: { onEnter: (session: Session) => void }) {
  const t = useTexts();
  const g = useGuardianTexts();
  const send = useSendInvitationCode();
  const { fields, set, asked, mayAsk, isWhole, submit, accept } = useAcceptForm(props.onEnter);
  const problem = accept.error ?? send.error;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Line
        label={g('guard.code')}
        hint={g('guard.codeExample')}
        value={fields.invitation}
        onValue={(text) => set({ invitation: text })}
        testId="invitation"
      />
      <Line label={g('guard.name')} value={fields.name} onValue={(name) => set({ name })} testId="guardian-name" autoComplete="name" />
      <RelationField value={fields.relation} onValue={(relation) => set({ relation })} />
      <Line
        label={g('guard.phone')}
        hint={g('guard.phoneNote')}
        value={fields.phone}
        onValue={(text) => set({ phone: text })}
        testId="guardian-phone"
        autoComplete="tel"
        inputMode="tel"
      />
      <SendCode send={send} asked={mayAsk ? asked : null} />
      <Line
        label={g('guard.sms')}
        value={fields.code}
        onValue={(text) => set({ code: text.replace(/\D/g, '').slice(0, 6) })}
        testId="guardian-code"
        autoComplete="one-time-code"
        inputMode="numeric"
      />
      <label className={styles.consent}>
        <input type="checkbox" checked={fields.consent} onChange={(event) => set({ consent: event.target.checked })} data-testid="guardian-consent" />
        {g('guard.consent')}
      </label>
      <p className={styles.problem} role="alert" data-testid="accept-problem">
        {problem ? t(errorKey(problem)) : null}
      </p>
      <Button type="submit" wide disabled={!isWhole} busy={accept.isPending} data-testid="guardian-accept">
        {g('guard.accept')}
      </Button>
    </form>
  );
}

/** `asked` is null until invitation and phone could be right. */
function SendCode(props: { send: ReturnType<typeof useSendInvitationCode>; asked: { invitation: string; phone: string } | null }) {
  const g = useGuardianTexts();
  const wait = useWait();
  const { send, asked } = props;
  return (
    <>
      <Button
        look="secondary"
        disabled={!asked || wait.secondsLeft > 0}
        busy={send.isPending}
        onClick={() => asked && send.mutate(asked, { onSuccess: ({ resendAfterSeconds }) => wait.start(resendAfterSeconds) })}
        data-testid="guardian-send-code"
      >
        {wait.secondsLeft > 0 ? g('guard.resendIn', { seconds: wait.secondsLeft }) : g('guard.send')}
      </Button>
      {send.data ? (
        <p className={styles.sent} role="status" data-testid="invited-for">
          {g('guard.sentFor', { name: send.data.childNameMasked })}
        </p>
      ) : null}
    </>
  );
}

function RelationField(props: { value: Relation; onValue: (relation: Relation) => void }) {
  const g = useGuardianTexts();
  return (
    <div className={styles.relation}>
      <span>{g('guard.relation')}</span>
      <select
        className={inputs.input}
        aria-label={g('guard.relation')}
        value={props.value}
        onChange={(event) => props.onValue(RELATIONS.find((one) => one === event.target.value) ?? 'other')}
        data-testid="guardian-relation"
      >
        {RELATIONS.map((value) => (
          <option key={value} value={value}>
            {g(`guard.relation.${value}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

type LineProps = {
  label: string;
  hint?: string;
  value: string;
  onValue: (text: string) => void;
  testId: string;
  autoComplete?: string;
  inputMode?: 'tel' | 'numeric';
};

function Line(props: LineProps) {
  return (
    <label className={styles.line}>
      <span>{props.label}</span>
      <input
        className={inputs.input}
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
        placeholder={props.hint}
        autoComplete={props.autoComplete ?? 'off'}
        inputMode={props.inputMode}
        maxLength={80}
        data-testid={props.testId}
      />
    </label>
  );
}
