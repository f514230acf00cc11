import { ASKED_DEPARTMENTS_MAX, ASKED_ORGANIZATIONS_MAX } from '@tessera/contract/survey-words';
import { useNamed } from '@tessera/ui';
import { Form, InputNumber, Select } from 'antd';
import { DepartmentsSelect } from '../../shared/department-select.tsx';
import { MEMBER_KINDS } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { OwnersSelect } from '../../shared/owners-select.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { audienceOf, type Values } from './survey-values.ts';
import { useAudienceCount, useLevels } from './use-surveys.ts';

/** Whom a survey asks, and how many that are now; what the reader may not choose stays as `initial` has it. */
export function AudiencePart({ initial }: { initial: Partial<Values> }) {
  const t = useTexts();
  const can = useCan();
  const merchantId = Form.useWatch<Values['merchantId']>('merchantId');
  return (
    <>
      <div className="survey-pair">
        <Form.Item name="memberKinds" label={t('survey.kinds')}>
          <Select
            mode="multiple"
            placeholder={t('survey.everybody')}
            options={MEMBER_KINDS.map((value) => ({ value, label: t(`memberKind.${value}`) }))}
          />
        </Form.Item>
        {can('organizations.read') && (
          <Form.Item name="organizationIds" label={t('survey.organizations')}>
            <OwnersSelect placeholder={t('survey.everybody')} max={ASKED_ORGANIZATIONS_MAX} />
          </Form.Item>
        )}
        {can('departments.read') && (
          <Form.Item name="departmentIds" label={t('survey.departments')}>
            <DepartmentsSelect placeholder={t('survey.everybody')} max={ASKED_DEPARTMENTS_MAX} />
          </Form.Item>
        )}
        {can('loyalty.read') && <Levels />}
        {can('organizations.read') && (
          <Form.Item name="merchantId" label={t('survey.shop')}>
            <OrganizationSelect kind="merchant" clearable testId="survey-shop" />
          </Form.Item>
        )}
        {merchantId && (
          <Form.Item name="shopDays" label={t('survey.shopDays')} rules={[{ required: true, message: t('check.needed') }]}>
            <InputNumber min={1} max={365} precision={0} />
          </Form.Item>
        )}
      </div>
      <AudienceCount initial={initial} />
    </>
  );
}

function Levels() {
  const t = useTexts();
  const named = useNamed();
  const levels = useLevels(true);
  if (levels.data?.length === 0) return null;
  return (
    <Form.Item name="level" label={t('survey.level')}>
      <Select
        allowClear
        placeholder={t('survey.anyLevel')}
        options={(levels.data ?? []).map(({ programme, level, rank }) => ({
          value: `${programme.id} ${rank}`,
          label: `${named(programme.name)} · ${named(level.name)}`,
        }))}
      />
    </Form.Item>
  );
}

/** How many members the choice above would ask. */
function AudienceCount({ initial }: { initial: Partial<Values> }) {
  const t = useTexts();
  const form = Form.useFormInstance<Values>();
  const count = useAudienceCount(audienceOf({ ...initial, ...Form.useWatch([], form) }));
  if (count.error) return <ErrorNotice error={count.error} />;
  if (!count.data) return <p role="status">{t('survey.counting')}</p>;
  const { memberCount, isAtMost } = count.data;
  return (
    <p className="survey-count" role="status" data-testid="survey-count">
      {memberCount === 0 ? t('survey.countNobody') : t(isAtMost ? 'survey.countAtMost' : 'survey.count', { count: memberCount })}
    </p>
  );
}
