import { type DisputeOutcome, MONEY_OUTCOMES, type WholeDispute } from '@tessera/contract';
import { DISPUTE_OUTCOMES } from '@tessera/contract/dispute-words';
import { formatMoney, MAX_AMOUNT_MINOR, type Minor, subtract, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal, Radio, Space } from 'antd';
import { MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type useDecide, WORDS_MAX } from './use-disputes.ts';

type Outcome = (typeof DISPUTE_OUTCOMES)[number];
type Values = { outcome: Outcome; amount?: string; reason: string };
const WITH_AMOUNT: readonly Outcome[] = ['refund_part', 'correction', 'goodwill'];

const MONEY: readonly DisputeOutcome[] = MONEY_OUTCOMES;

/** What can come of this case: nothing is offered that could not be done. */
function outcomesOf({ dispute, payment }: WholeDispute, leftMinor: Minor): readonly Outcome[] {
  const isSale = payment?.kind === 'charge';
  return DISPUTE_OUTCOMES.filter((outcome) => {
    if (dispute.openedByMe && MONEY.includes(outcome)) return false;
    if (outcome === 'refund' || outcome === 'refund_part') return isSale && leftMinor > 0;
    return outcome !== 'correction' || isSale;
  });
}

function leftOf({ payment }: WholeDispute): Minor {
  return payment ? subtract(toMinor(payment.amountMinor), toMinor(payment.refundedMinor)) : toMinor(0);
}

/** Chooses what comes of a case. The button says what will move, so that nobody confirms something else than they meant. */
export function DecideDialog(props: { whole: WholeDispute; decide: ReturnType<typeof useDecide>; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const outcome = Form.useWatch('outcome', form);
  const amount = Form.useWatch('amount', form);
  const { whole, decide, onClose } = props;
  const { dispute } = whole;
  const leftMinor = leftOf(whole);
  const mostMinor = outcome === 'refund_part' ? leftMinor : MAX_AMOUNT_MINOR;
  const send = async (values: Values) => {
    const amountMinor = WITH_AMOUNT.includes(values.outcome) ? readAmount(values.amount, mostMinor) : undefined;
    const done = await decide.mutateAsync({
      disputeId: dispute.id,
      outcome: values.outcome,
      reason: values.reason.trim(),
      ...(amountMinor && { amountMinor }),
    });
    message.success(t(done.state === 'decided' ? 'disputes.decided' : 'disputes.proposed'));
    onClose();
  };
  const movingMinor = outcome === 'refund' ? leftMinor : outcome && WITH_AMOUNT.includes(outcome) ? readAmount(amount, mostMinor) : undefined;
  const words = outcome && movingMinor && { outcome: t(`disputeOutcome.${outcome}`), amount: formatMoney(movingMinor) };
  return (
    <Modal
      open
      width={520}
      title={t('disputes.decideTitle', { number: dispute.caseNumber })}
      okText={words ? t('disputes.decideConfirmMoney', words) : t('disputes.decideConfirm')}
      okButtonProps={{ disabled: !outcome, 'data-testid': 'decide-ok' }}
      cancelText={t('action.cancel')}
      confirmLoading={decide.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="decide-dialog"
    >
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <OutcomeFields whole={whole} outcome={outcome} leftMinor={leftMinor} mostMinor={mostMinor} />
      </Form>
      <ErrorNotice error={decide.error} />
    </Modal>
  );
}

type FieldsProps = { whole: WholeDispute; outcome: Outcome | undefined; leftMinor: Minor; mostMinor: number };

/** The outcome first; what else it asks for comes with it. */
function OutcomeFields(props: FieldsProps) {
  const t = useTexts();
  const { outcome, leftMinor, mostMinor } = props;
  return (
    <>
      {props.whole.dispute.openedByMe && (
        <p className="dispute-outcome-note" data-testid="opened-by-me">
          {t('disputes.openedByMe')}
        </p>
      )}
      <Form.Item name="outcome" label={t('disputes.outcome')}>
        <Radio.Group data-testid="decide-outcome">
          <Space orientation="vertical" size={4}>
            {outcomesOf(props.whole, leftMinor).map((each) => (
              <Radio key={each} value={each} data-testid={`outcome-${each}`}>
                {t(`disputeOutcome.${each}`)}
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      {outcome && (
        <p className="dispute-outcome-note" role="status">
          {t(`disputes.outcomeNote.${outcome}`, { amount: formatMoney(leftMinor) })}
        </p>
      )}
      {outcome && WITH_AMOUNT.includes(outcome) && (
        <Form.Item
          name="amount"
          label={t('disputes.amount')}
          rules={[
            {
              validator: async (_, text?: string) => {
                if (!readAmount(text, mostMinor)) throw new Error(t('disputes.amountWrong', { most: formatMoney(toMinor(mostMinor)) }));
              },
            },
          ]}
        >
          <MoneyField data-testid="decide-amount" />
        </Form.Item>
      )}
      {outcome && (
        <Form.Item name="reason" label={t('disputes.reason')} rules={[{ required: true, whitespace: true, message: t('disputes.needText') }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={WORDS_MAX} data-testid="decide-reason" />
        </Form.Item>
      )}
    </>
  );
}
