import type { Slip } from '@tessera/contract';
import { add, formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Modal } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useConfirmSlips } from './use-slips.ts';
import './slips.css';

type Problem = 'not_waiting' | 'needs_another_person' | 'insufficient_funds' | 'wallet_not_active' | 'anonymous_card';

/** A pile at once: its papers in one list with the sum, and afterwards what could not be charged, and why. */
export function ConfirmSlips(props: { slips: readonly Slip[]; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const confirm = useConfirmSlips();
  const [left, setLeft] = useState<ReadonlyMap<string, Problem>>();
  const { slips, onClose } = props;
  const amount = formatMoney(add(...slips.map((slip) => toMinor(slip.amountMinor))));
  const send = async () => {
    const { lines } = await confirm.mutateAsync({ slipIds: slips.map((slip) => slip.id) });
    const problems = new Map(lines.flatMap(({ slipId, problem }): [string, Problem][] => (problem ? [[slipId, problem]] : [])));
    message.success(t('slips.confirmedMany', { done: lines.length - problems.size }));
    if (problems.size === 0) onClose();
    else setLeft(problems);
  };
  const shown = left ? slips.filter((slip) => left.has(slip.id)) : slips;
  return (
    <Modal
      open
      width={560}
      title={left ? t('slips.leftMany', { left: left.size }) : t('slips.confirmManyTitle', { count: slips.length, amount })}
      okText={left ? t('action.close') : t('slips.confirmMany', { count: slips.length })}
      okButtonProps={{ 'data-testid': 'confirm-slips-ok' }}
      cancelText={t('action.cancel')}
      cancelButtonProps={{ hidden: left !== undefined }}
      confirmLoading={confirm.isPending}
      onOk={() => (left ? onClose() : void send().catch(() => undefined))}
      onCancel={onClose}
      data-testid="confirm-slips-dialog"
    >
      {!left && <p className="form-note">{t('slips.confirmManyNote')}</p>}
      <ul className="slip-pile">
        {shown.map((slip) => (
          <li key={slip.id}>
            <span className="two-lines">
              <span className="number">{slip.slipNumber}</span>
              <small>
                {slip.memberName} {slip.memberNumber} · {slip.merchantName} · {slip.paidOn}
              </small>
              {left && <small className="slip-problem">{t(`slipConfirm.${left.get(slip.id) ?? 'not_waiting'}`)}</small>}
            </span>
            <Money minor={slip.amountMinor} />
          </li>
        ))}
      </ul>
      <ErrorNotice error={confirm.error} />
    </Modal>
  );
}
