import type { MigrationBatch } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { TEXT_MAX } from '../../shared/limits.ts';
import { MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type Decision, useDecide } from './use-migration.ts';

/** Hands a batch's balances on with the old system's sum, approves them, or puts them aside with a reason. */
export function DecideBatch(props: { batch: MigrationBatch; act: Decision['act']; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const decide = useDecide();
  const [sum, setSum] = useState('');
  const [reason, setReason] = useState('');
  const { batch, act, onClose } = props;
  const decision = decisionOf(batch, { act, sum, reason });
  const send = async () => {
    if (!decision) return;
    await decide.mutateAsync(decision);
    message.success(t(`migration.did.${act}`));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t(`migration.title.${act}`, { source: batch.source })}
      okText={t(`migration.${act}`)}
      okButtonProps={{ disabled: !decision, danger: act === 'refuse', 'data-testid': 'decide-batch-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={decide.isPending}
      onOk={() => void send().catch(() => undefined)}
      onCancel={onClose}
      data-testid="decide-batch-dialog"
    >
      <p className="quiet">{t(`migration.explain.${act}`)}</p>
      <Facts
        rows={[
          { label: t('migration.balances'), value: t('migration.count', { count: batch.openingCount }) },
          ...(act === 'submit' ? [] : [{ label: t('migration.fileSum'), value: <Money minor={batch.openingMinor} /> }]),
          ...(batch.controlMinor === null ? [] : [{ label: t('migration.control'), value: <Money minor={batch.controlMinor} /> }]),
          { label: t('migration.maker'), value: batch.submittedBy ?? batch.madeBy },
        ]}
      />
      <Form layout="vertical">
        {act === 'submit' && (
          <Form.Item label={t('migration.control')} extra={t('migration.controlHint')} required>
            <MoneyField autoFocus value={sum} onChange={setSum} data-testid="control-sum" />
          </Form.Item>
        )}
        {act === 'refuse' && (
          <Form.Item label={t('migration.reason')} required>
            <Input.TextArea
              autoFocus
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={TEXT_MAX}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              data-testid="refuse-reason"
            />
          </Form.Item>
        )}
      </Form>
      <ErrorNotice error={decide.error} />
    </Modal>
  );
}

/** Undefined while something is missing. */
function decisionOf(batch: MigrationBatch, of: { act: Decision['act']; sum: string; reason: string }): Decision | undefined {
  const migrationBatchId = batch.id;
  const controlMinor = readAmount(of.sum);
  if (of.act === 'submit') return controlMinor === undefined ? undefined : { act: 'submit', migrationBatchId, controlMinor };
  if (of.act === 'refuse') return of.reason.trim() === '' ? undefined : { act: 'refuse', migrationBatchId, reason: of.reason.trim() };
  return { act: 'approve', migrationBatchId };
}
