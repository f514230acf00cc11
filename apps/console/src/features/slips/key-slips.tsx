import { businessDayOf, type Id, newId } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { MEMBER_NUMBER } from '../../shared/limits.ts';
import { MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useTexts } from '../../shared/texts.ts';
import './slips.css';
import { useKeySlips } from './use-slips.ts';

const LINES_MAX = 100;
const SLIP_NUMBER = /^[0-9A-Za-z-]{1,20}$/;
type Problem = 'member_unknown' | 'anonymous_card' | 'number_used' | 'day_ahead' | 'day_too_old';
type Line = { id: string; slipNumber: string; memberNumber: string; amount: string; problem: Problem | null };

const emptyLine = (): Line => ({ id: newId(), slipNumber: '', memberNumber: '', amount: '', problem: null });
const isEmpty = (line: Line) => !line.slipNumber && !line.memberNumber && !line.amount;
const isWhole = (line: Line) => SLIP_NUMBER.test(line.slipNumber) && MEMBER_NUMBER.test(line.memberNumber) && readAmount(line.amount) !== undefined;

/** A pile of slips of one merchant and one day. What was taken leaves the list; what was not stays, with the reason beside it. */
export function KeySlips(props: { onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const keySlips = useKeySlips();
  const today = businessDayOf(new Date(), TIME_ZONE);
  const [merchantId, setMerchantId] = useState<Id<'organization'> | null>(null);
  const [paidOn, setPaidOn] = useState<string>(today);
  const [lines, setLines] = useState<Line[]>(() => [emptyLine()]);
  const filled = lines.filter((line) => !isEmpty(line));
  const ready = merchantId !== null && paidOn !== '' && filled.length > 0 && filled.every(isWhole);
  const send = async () => {
    if (!merchantId) return;
    const slips = filled.map(({ slipNumber, memberNumber, amount }) => ({ slipNumber, memberNumber, amountMinor: readAmount(amount) ?? 0, paidOn }));
    const answer = await keySlips.mutateAsync({ merchantId, slips });
    const left = filled.flatMap((line, index) => {
      const problem = answer.lines[index]?.problem ?? null;
      return problem ? [{ ...line, problem }] : [];
    });
    message.success(t('slips.keyed', { count: filled.length - left.length }));
    if (left.length === 0) props.onClose();
    else setLines(left);
  };
  return (
    <Modal
      open
      width={720}
      title={t('slips.key')}
      okText={t('slips.send', { count: filled.length })}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={keySlips.isPending}
      onOk={() => void send().catch(() => undefined)}
      onCancel={props.onClose}
      data-testid="key-slips-dialog"
    >
      <p className="form-note">{t('slips.keyNote')}</p>
      <div className="slip-heads">
        <OrganizationSelect kind="merchant" label={t('field.merchant')} value={merchantId} onChange={setMerchantId} testId="slip-merchant" />
        <Input
          type="date"
          aria-label={t('slips.paidOn')}
          max={today}
          value={paidOn}
          onChange={(event) => setPaidOn(event.target.value)}
          data-testid="slip-day"
        />
      </div>
      <Lines lines={lines} onChange={setLines} />
      <ErrorNotice error={keySlips.error} />
    </Modal>
  );
}

function Lines(props: { lines: Line[]; onChange: (lines: Line[]) => void }) {
  const t = useTexts();
  const { lines, onChange } = props;
  const set = (id: string, change: Partial<Line>) => onChange(lines.map((line) => (line.id === id ? { ...line, ...change, problem: null } : line)));
  const add = () => lines.length < LINES_MAX && onChange([...lines, emptyLine()]);
  return (
    <>
      <ul className="slip-lines">
        {lines.map((line) => (
          <li key={line.id}>
            <Input
              autoFocus
              aria-label={t('slips.number')}
              placeholder={t('slips.number')}
              maxLength={20}
              status={line.slipNumber && !SLIP_NUMBER.test(line.slipNumber) ? 'error' : ''}
              value={line.slipNumber}
              onChange={(event) => set(line.id, { slipNumber: event.target.value.trim() })}
              data-testid="slip-number"
            />
            <Input
              aria-label={t('field.memberNumber')}
              placeholder={t('field.memberNumber')}
              maxLength={20}
              status={line.memberNumber && !MEMBER_NUMBER.test(line.memberNumber) ? 'error' : ''}
              value={line.memberNumber}
              onChange={(event) => set(line.id, { memberNumber: event.target.value.trim() })}
              data-testid="slip-member"
            />
            <MoneyField
              aria-label={t('export.amount')}
              value={line.amount}
              status={line.amount && readAmount(line.amount) === undefined ? 'error' : ''}
              onChange={(amount) => set(line.id, { amount })}
              onPressEnter={add}
              data-testid="slip-amount"
            />
            {line.problem && (
              <span className="slip-problem" role="alert">
                {t(`slipProblem.${line.problem}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={add} disabled={lines.length >= LINES_MAX} data-testid="add-slip">
        {t('slips.addLine')}
      </Button>
    </>
  );
}
