import type { Campaign } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Alert, App, Button, Form, Input, InputNumber, Modal, Upload } from 'antd';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { csvLine } from '../../shared/csv.ts';
import type { MemberKind } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useTexts } from '../../shared/texts.ts';
import { useIssueCoupons, useIssueToAudience, useMakeCodes } from './use-campaigns.ts';

/** The contract's limits again, since its schemas stay out of the browser. */
const NUMBERS_MAX = 1_000;
const CODES_MAX = 1_000;
type DialogProps = { campaign: Campaign; onClose: () => void };

const numbersIn = (text: string | undefined) => [...new Set((text ?? '').split(/[\s,，;；"]+/).filter((word) => word !== ''))];

/** A coupon each for members by their numbers, typed or from a file with one number a line. */
export function IssueMembers({ campaign, onClose }: DialogProps) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ numbers: string }>();
  const issue = useIssueCoupons();
  const submit = ({ numbers }: { numbers: string }) =>
    issue.mutate(
      { campaignId: campaign.id, memberNumbers: numbersIn(numbers) },
      {
        onSuccess: ({ issuedCount, unknownNumbers }) => {
          message.success(t('coupons.issued', { count: issuedCount }));
          if (unknownNumbers.length === 0) onClose();
          else form.setFieldsValue({ numbers: unknownNumbers.join('\n') });
        },
      },
    );
  const read = async (file: Blob) => form.setFieldsValue({ numbers: numbersIn(await file.text()).join('\n') });
  const unknown = issue.data?.unknownNumbers.length ?? 0;
  return (
    <Modal
      open
      title={t('coupons.members')}
      okText={t('coupons.issue')}
      okButtonProps={{ 'data-testid': 'issue-submit' }}
      confirmLoading={issue.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="numbers"
          label={t('coupons.numbers')}
          extra={t('coupons.numbersHint', { max: NUMBERS_MAX })}
          rules={[
            {
              validator: async (_, text: string | undefined) => {
                const count = numbersIn(text).length;
                if (count === 0 || count > NUMBERS_MAX) throw new Error(t('coupons.numbersRule', { max: NUMBERS_MAX }));
              },
            },
          ]}
        >
          <Input.TextArea rows={6} autoFocus autoComplete="off" data-testid="coupon-numbers" />
        </Form.Item>
        <Upload accept=".csv,.txt" showUploadList={false} beforeUpload={(file) => read(file).then(() => false)}>
          <Button>{t('coupons.fromFile')}</Button>
        </Upload>
        {unknown > 0 && <Alert type="warning" showIcon role="status" title={t('coupons.unknown', { count: unknown })} />}
        <ErrorNotice error={issue.error} />
      </Form>
    </Modal>
  );
}

type AudienceValues = { kinds: MemberKind[]; departmentIds: Id<'department'>[] };

/** A coupon each for everybody of some departments and kinds, in the background. */
export function IssueAudience({ campaign, onClose }: DialogProps) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<AudienceValues>();
  const issue = useIssueToAudience();
  const submit = ({ kinds, departmentIds = [] }: AudienceValues) =>
    issue.mutate(
      { campaignId: campaign.id, memberKinds: kinds, departmentIds },
      {
        onSuccess: ({ reachedCount }) => {
          message.success(t('coupons.underWay', { count: reachedCount }));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('coupons.audience')}
      okText={t('coupons.issue')}
      okButtonProps={{ 'data-testid': 'issue-submit' }}
      confirmLoading={issue.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<AudienceValues> form={form} layout="vertical" initialValues={{ kinds: ['student'], departmentIds: [] }} onFinish={submit}>
        <AudienceFields label={t('promotions.who')} hint={t('promotions.whoHint')} />
        <ErrorNotice error={issue.error} />
      </Form>
    </Modal>
  );
}

/** Coupons of nobody yet. Their codes are shown this once, as a file. */
export function MakeCodes({ campaign, onClose }: DialogProps) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ count: number }>();
  const make = useMakeCodes();
  const submit = ({ count }: { count: number }) =>
    make.mutate(
      { campaignId: campaign.id, count },
      {
        onSuccess: ({ codes }) => {
          saveFile('coupon-codes.csv', new Blob([codes.map((code) => csvLine([code])).join('')], { type: 'text/csv' }));
          message.success(t('coupons.codesMade', { count: codes.length }));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('coupons.codes')}
      okText={t('coupons.make')}
      okButtonProps={{ 'data-testid': 'issue-submit' }}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ count: 100 }} onFinish={submit}>
        <Form.Item name="count" label={t('coupons.count')} extra={t('coupons.codesHint')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={CODES_MAX} precision={0} data-testid="code-count" />
        </Form.Item>
        <ErrorNotice error={make.error} />
      </Form>
    </Modal>
  );
}
