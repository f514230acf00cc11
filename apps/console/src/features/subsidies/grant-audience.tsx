import type { Programme, Round } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { Alert, Form, Input, Modal, Skeleton } from 'antd';
import { useNavigate } from 'react-router';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import type { MemberKind } from '../../shared/limits.ts';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useAudiencePreview, useGrantToAudience } from './use-subsidies.ts';

type Values = { kinds: MemberKind[]; departmentIds: Id<'department'>[]; amount: string; label: string };
const LABEL_MAX = 40;

/** Gives everybody of an audience the same amount, in the background; says before how many they are and what it comes to. */
export function GrantAudience(props: { programme: Programme; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const grant = useGrantToAudience();
  const watched = Form.useWatch([], form);
  const asked = askedOf(props.programme, watched);
  const preview = useAudiencePreview(asked);
  const submit = ({ label }: Values) => {
    if (!asked) return;
    const done = { onSuccess: (round: Round) => void navigate(`/subsidies/rounds/${round.id}`) };
    grant.mutate({ ...asked, label: label.trim() }, done);
  };
  return (
    <Modal
      open
      title={t('subsidies.toAudience')}
      okText={t(preview.data?.needsApproval ? 'subsidies.submit' : 'subsidies.grant')}
      okButtonProps={{ disabled: !preview.data || preview.data.memberCount === 0, 'data-testid': 'audience-submit' }}
      confirmLoading={grant.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={480}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ kinds: ['student'], departmentIds: [] }} onFinish={submit}>
        <AudienceFields label={t('subsidies.kinds')} hint={t('subsidies.kindsHint')} />
        <Form.Item name="amount" label={t('subsidies.each')} rules={[amountRule(t)]} required>
          <MoneyField data-testid="audience-amount" />
        </Form.Item>
        <Form.Item
          name="label"
          label={t('subsidies.label')}
          extra={t('subsidies.labelHint')}
          rules={[{ required: true, whitespace: true, message: t('check.needed') }]}
        >
          <Input maxLength={LABEL_MAX} placeholder={t('subsidies.labelExample')} autoComplete="off" data-testid="audience-label" />
        </Form.Item>
        {asked && <Preview preview={preview} />}
        <ErrorNotice error={grant.error ?? preview.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function Preview(props: { preview: ReturnType<typeof useAudiencePreview> }) {
  const t = useTexts();
  const { data, isPending } = props.preview;
  if (!data) return isPending ? <Skeleton active title={false} paragraph={{ rows: 1 }} /> : null;
  const isOver = data.budgetLeftMinor !== null && data.sumMinor > data.budgetLeftMinor;
  return (
    <Alert
      type={isOver ? 'warning' : 'info'}
      showIcon
      role="status"
      data-testid="audience-preview"
      title={
        <>
          {t('subsidies.previewMembers', { count: data.memberCount })} <Money minor={data.sumMinor} />
        </>
      }
      description={isOver ? t('subsidies.previewOver') : data.needsApproval ? t('subsidies.previewApproval') : undefined}
    />
  );
}

function askedOf(programme: Programme, values: Partial<Values> | undefined) {
  const amountMinor = readAmount(values?.amount);
  if (amountMinor === undefined) return undefined;
  const { kinds = [], departmentIds = [] } = values ?? {};
  return { programmeId: programme.id, audience: { memberKinds: kinds, departmentIds }, amountMinor };
}
