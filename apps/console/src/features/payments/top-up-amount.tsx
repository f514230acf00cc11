import type { Member } from '@tessera/contract';
import { add, formatDecimal, formatMoney, type Minor, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { Alert, Button, Form, type FormRule, Input, type InputRef, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { isUnanswered } from '../../shared/use-keyed-call.ts';
import { type TakenTopUp, TOP_UP_KINDS, type TopUpKind, useTopUp, useTopUpWallet } from './use-top-up.ts';

const QUICK_MINOR = [5_000, 10_000, 20_000, 50_000].map(toMinor);

/** What was typed; `reference` is the number of a slip. */
type Typed = { kind: TopUpKind; amount: string; reference: string };
type Chosen = { kind: TopUpKind; amountMinor: Minor; reference: string };
const REFERENCE_MAX = 64;

export function TopUpAmount(props: { member: Member; onLeave: () => void; onDone: (taken: TakenTopUp) => void }) {
  const [chosen, setChosen] = useState<Chosen>();
  const [typed, setTyped] = useState<Typed>({ kind: 'cash', amount: '', reference: '' });
  const { member } = props;
  return (
    <>
      <Holder member={member} />
      {chosen === undefined ? (
        <AmountForm memberId={member.id} typed={typed} onTyped={setTyped} onLeave={props.onLeave} onChosen={setChosen} />
      ) : (
        <ConfirmTopUp member={member} chosen={chosen} onBack={() => setChosen(undefined)} onDone={props.onDone} />
      )}
    </>
  );
}

function Holder(props: { member: Member }) {
  const t = useTexts();
  const can = useCan();
  const wallet = useTopUpWallet(props.member.id);
  return (
    <div className="holder" data-testid="top-up-member">
      <span className="avatar avatar-large" aria-hidden="true">
        {[...props.member.name][0]}
      </span>
      <div className="two-lines grow">
        <strong>{props.member.name}</strong>
        <small className="number">
          {props.member.memberNumber} · {t(`memberKind.${props.member.kind}`)}
        </small>
      </div>
      {can('wallets.read') && wallet.data && (
        <div className="two-lines holder-balance">
          <small>{t('wallet.balance')}</small>
          <Money minor={wallet.data.balanceMinor} />
        </div>
      )}
    </div>
  );
}

type FormProps = { memberId: Member['id']; typed: Typed; onTyped: (typed: Typed) => void; onLeave: () => void; onChosen: (chosen: Chosen) => void };

function AmountForm(props: FormProps) {
  const t = useTexts();
  const [form] = Form.useForm<Typed>();
  const room = useRoom(props.memberId);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = ({ kind, amount, reference }: Typed) => {
    const amountMinor = readAmount(amount);
    if (amountMinor !== undefined) props.onChosen({ kind, amountMinor, reference: kind === 'bankCard' ? reference.trim() : '' });
  };
  return (
    <Form form={form} layout="vertical" initialValues={props.typed} onFinish={submit} onValuesChange={(_, values: Typed) => props.onTyped(values)}>
      <Form.Item name="kind" label={t('topUp.kind')}>
        <Segmented block options={TOP_UP_KINDS.map((kind) => ({ value: kind, label: t(`topUpKind.${kind}`) }))} data-testid="top-up-kind" />
      </Form.Item>
      <Form.Item
        name="amount"
        label={t('topUp.amount')}
        {...(room && { extra: room.text })}
        rules={[amountRule(t), ...(room ? [room.rule] : [])]}
        validateTrigger="onSubmit"
      >
        <MoneyField ref={field} size="large" className="big-amount" placeholder="0.00" data-testid="top-up-amount" />
      </Form.Item>
      <Form.Item
        name="reference"
        hidden={props.typed.kind !== 'bankCard'}
        label={t('topUp.reference')}
        extra={t('topUp.referenceHint')}
        rules={[{ required: props.typed.kind === 'bankCard', whitespace: true, message: t('topUp.referenceNeeded') }]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="off" maxLength={REFERENCE_MAX} data-testid="top-up-reference" />
      </Form.Item>
      {props.typed.kind === 'bankTransfer' && <p className="fine">{t('topUp.transferHint')}</p>}
      <Quick
        onChoose={(amount) => {
          form.setFieldsValue({ amount });
          props.onTyped({ ...props.typed, amount });
          form.submit();
        }}
      />
      <div className="step-foot">
        <Button size="large" onClick={props.onLeave}>
          {t('topUp.other')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" data-testid="top-up-next">
          {t('topUp.next')}
        </Button>
      </div>
    </Form>
  );
}

function Quick(props: { onChoose: (amount: string) => void }) {
  const t = useTexts();
  return (
    <fieldset className="quick" aria-label={t('topUp.quick')}>
      {QUICK_MINOR.map((minor) => (
        <Button key={minor} size="large" onClick={() => props.onChoose(formatDecimal(minor))} data-testid={`quick-${minor}`}>
          ¥{minor / 100}
        </Button>
      ))}
    </fieldset>
  );
}

/** What still fits on the card, said before any money changes hands. */
function useRoom(memberId: Member['id']): { text: string; rule: FormRule } | undefined {
  const t = useTexts();
  const can = useCan();
  const wallet = useTopUpWallet(memberId, can('wallets.read'));
  if (!wallet.data) return undefined;
  const { balanceLimitMinor, balanceMinor } = wallet.data;
  const leftMinor = toMinor(Math.max(0, balanceLimitMinor - balanceMinor));
  const values = { limit: formatMoney(toMinor(balanceLimitMinor)), left: formatMoney(leftMinor) };
  const validator = async (_: unknown, text: string | undefined) => {
    if ((readAmount(text) ?? 0) > leftMinor) throw new Error(t('topUp.tooMuch', values));
  };
  return { text: t('topUp.room', values), rule: { validator } };
}

function ConfirmTopUp(props: { member: Member; chosen: Chosen; onBack: () => void; onDone: (taken: TakenTopUp) => void }) {
  const t = useTexts();
  const wallet = useTopUpWallet(props.member.id);
  const topUp = useTopUp();
  const unanswered = topUp.isError && isUnanswered(topUp.error);
  const { kind, amountMinor, reference } = props.chosen;
  const send = () => topUp.mutate({ memberId: props.member.id, ...props.chosen }, { onSuccess: props.onDone });
  const amount = formatMoney(amountMinor);
  return (
    <div className="confirm-top-up">
      <dl>
        <div>
          <dt>{t(`topUpTakes.${kind}`)}</dt>
          <dd>
            <Money minor={amountMinor} className="balance-figure" />
          </dd>
        </div>
        {reference && (
          <div>
            <dt>{t('topUp.reference')}</dt>
            <dd className="number">{reference}</dd>
          </div>
        )}
        {wallet.data && kind !== 'bankTransfer' && (
          <div>
            <dt>{t('topUp.newBalance')}</dt>
            <dd>
              <Money minor={add(toMinor(wallet.data.balanceMinor), amountMinor)} className="balance-figure new-balance" />
            </dd>
          </div>
        )}
      </dl>
      {unanswered ? (
        <Alert type="warning" showIcon title={t('topUp.unanswered')} description={t('topUp.unansweredHint')} />
      ) : (
        <ErrorNotice error={topUp.error} />
      )}
      <div className="step-foot">
        <Button size="large" disabled={topUp.isPending || unanswered} onClick={props.onBack}>
          {t('topUp.change')}
        </Button>
        <Button autoFocus size="large" type="primary" loading={topUp.isPending} onClick={send} data-testid="top-up-confirm">
          {unanswered ? t('topUp.askAgain') : t('topUp.confirm', { amount })}
        </Button>
      </div>
    </div>
  );
}
