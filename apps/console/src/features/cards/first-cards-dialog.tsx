import type { Id } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { Alert, Checkbox, Form, Modal, Progress, Select } from 'antd';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { MEMBER_KINDS, type MemberKind } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type FirstCardsDone, type FirstCardsWish, useFirstCardsPreview, useMemberImports, useOrderFirstCards } from './use-first-cards.ts';

type Values = {
  issuerId?: Id<'organization'>;
  departmentId?: Id<'department'> | null;
  kinds: MemberKind[];
  importId?: Id<'import'>;
  withBatches: boolean;
};
const NOTHING: Values = { kinds: [], withBatches: true };

/** Chooses members who never had a physical card, says how many they are, and orders for all of them, step by step. */
export function FirstCardsDialog(props: { /** With what to say of it, where it was done. */ onClose: (words?: string) => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const wish = wishOf(Form.useWatch([], form));
  const preview = useFirstCardsPreview(wish);
  const order = useOrderFirstCards((done) => props.onClose(doneWords(t, done)));
  const count = preview.data?.withoutCardCount ?? 0;
  return (
    <Modal
      open
      title={t('firstCards.title')}
      okText={count > 0 ? t('firstCards.submit', { count }) : t('firstCards.open')}
      okButtonProps={{ disabled: count === 0 || preview.isPlaceholderData, 'data-testid': 'first-submit' }}
      confirmLoading={order.isPending}
      onOk={form.submit}
      onCancel={() => props.onClose()}
      width={520}
    >
      <p className="form-note">{t('firstCards.note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={NOTHING}
        disabled={order.isPending}
        onFinish={({ withBatches }) => order.mutate({ wish, withBatches })}
      >
        <ChoiceFields />
        <Form.Item name="withBatches" valuePropName="checked">
          <Checkbox>{t('firstCards.allBatches')}</Checkbox>
        </Form.Item>
      </Form>
      {preview.data && (
        <Alert
          type="info"
          showIcon
          role="status"
          data-testid="first-preview"
          title={t('firstCards.count', { count })}
          description={preview.data.waitingCount > 0 ? t('firstCards.waiting', { count: preview.data.waitingCount }) : undefined}
        />
      )}
      {(order.isPending || (order.isError && order.progress.ordered > 0)) && (
        <div role="status">
          <Progress percent={Math.floor((order.progress.ordered / Math.max(order.progress.all, 1)) * 100)} size="small" />
          <small>{t('firstCards.making', { done: order.progress.ordered })}</small>
        </div>
      )}
      <ErrorNotice error={order.error ?? preview.error} />
    </Modal>
  );
}

/** Each field only for whoever may read what it lists. */
function ChoiceFields() {
  const t = useTexts();
  const can = useCan();
  const { staff } = useSession();
  const form = Form.useFormInstance<Values>();
  const organizationId = Form.useWatch('issuerId', form) ?? staff?.organizationId;
  return (
    <>
      {staff?.organizationKind === 'operator' && can('organizations.read') && (
        <Form.Item name="issuerId" label={t('field.issuer')} getValueFromEvent={(issuerId?: Id<'organization'>) => issuerId ?? null}>
          <OrganizationSelect kind="issuer" clearable onPicked={() => form.setFieldValue('departmentId', null)} testId="first-issuer" />
        </Form.Item>
      )}
      {can('departments.read') && organizationId && (
        <Form.Item name="departmentId" label={t('members.departmentTree')}>
          <DepartmentSelect organizationId={organizationId} placeholder={t('subsidies.allDepartments')} testId="first-department" />
        </Form.Item>
      )}
      <Form.Item name="kinds" label={t('subsidies.kinds')} extra={t('subsidies.kindsHint')}>
        <Select mode="multiple" options={MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))} data-testid="first-kinds" />
      </Form.Item>
      {can('members.import') && <ImportField />}
    </>
  );
}

function ImportField() {
  const t = useTexts();
  const imports = useMemberImports();
  const items = imports.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Form.Item name="importId" label={t('firstCards.import')}>
      <Select
        allowClear
        placeholder={t('firstCards.anyImport')}
        loading={imports.isPending}
        options={items.map(({ id, fileName, createdAt }) => ({ value: id, label: `${fileName} · ${exactTime(createdAt)}` }))}
      />
    </Form.Item>
  );
}

function wishOf(values: Values | undefined): FirstCardsWish {
  const { issuerId, departmentId, kinds = [], importId } = values ?? NOTHING;
  return {
    memberKinds: kinds,
    departmentIds: departmentId ? [departmentId] : [],
    ...(issuerId && { issuerId }),
    ...(importId && { importId }),
  };
}

function doneWords(t: ReturnType<typeof useTexts>, { orderedCount, batchCount }: FirstCardsDone): string {
  return batchCount > 0 ? t('firstCards.doneBatches', { count: orderedCount, batches: batchCount }) : t('firstCards.done', { count: orderedCount });
}
