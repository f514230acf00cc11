import { useQuery } from '@tanstack/react-query';
import type { Announcement, Member, OuterChannel } from '@tessera/contract';
import { Button, Checkbox, Drawer, Form, Select, Switch } from 'antd';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OwnersSelect } from '../../shared/owners-select.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BilingualFields } from './bilingual-fields.tsx';
import { useAudienceCount, useSaveAnnouncement } from './use-notifications.ts';

const KINDS = ['student', 'staff', 'visitor', 'customer', 'guardian'] as const satisfies readonly Member['kind'][];
const WAYS = ['push', 'email', 'sms'] as const satisfies readonly OuterChannel[];
/** The contract's limit, of organisations and of departments. */
const CHOSEN_MAX = 50;

type Words = Pick<Announcement, 'titleZh' | 'titleEn' | 'textZh' | 'textEn'>;
type Fields = Words & Announcement['audience'] & { channels: OuterChannel[] };
const BLANK: Partial<Fields> = { organizationIds: [], departmentIds: [], memberKinds: [], withStaff: false, channels: ['push'] };

/** Writes an announcement, or changes one that nobody has seen. */
export function AnnouncementDrawer(props: { announcement: Announcement | null; onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const save = useSaveAnnouncement();
  const { announcement } = props;
  const send = ({ organizationIds, departmentIds, memberKinds, withStaff, ...rest }: Fields) =>
    save.mutate(
      { ...rest, audience: { organizationIds, departmentIds, memberKinds, withStaff }, ...(announcement && { announcementId: announcement.id }) },
      { onSuccess: props.onClose },
    );
  return (
    <Drawer
      open
      size={560}
      title={t(announcement ? 'announcements.edit' : 'announcements.new')}
      onClose={props.onClose}
      footer={
        <div className="form-foot">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="announcement-save">
            {t('action.save')}
          </Button>
        </div>
      }
    >
      <Form form={form} layout="vertical" initialValues={announcement ? { ...announcement, ...announcement.audience } : BLANK} onFinish={send}>
        <BilingualFields titles />
        <h3>{t('announcements.audience')}</h3>
        <p>{t('announcements.audienceHint')}</p>
        <AudienceFields />
        <AudienceCount />
        <Form.Item name="channels" label={t('announcements.channels')}>
          <Checkbox.Group options={WAYS.map((value) => ({ value, label: t(`noticeChannel.${value}`) }))} />
        </Form.Item>
        <ErrorNotice error={save.error} />
      </Form>
    </Drawer>
  );
}

/** How many people the choice above would tell. */
function AudienceCount() {
  const t = useTexts();
  const form = Form.useFormInstance<Fields>();
  const wanted = Form.useWatch([], form) ?? BLANK;
  const { organizationIds = [], departmentIds = [], memberKinds = [], withStaff = false } = wanted;
  const count = useAudienceCount({ organizationIds, departmentIds, memberKinds, withStaff });
  if (count.error) return <ErrorNotice error={count.error} />;
  const { members, staff } = count.data ?? {};
  return (
    <p className="audience-count" role="status" data-testid="audience-count">
      {members === undefined || staff === undefined
        ? t('announcements.counting')
        : t(members + staff === 0 ? 'announcements.countNobody' : withStaff ? 'announcements.countWithStaff' : 'announcements.count', {
            members,
            staff,
          })}
    </p>
  );
}

function AudienceFields() {
  const t = useTexts();
  const departments = useQuery({ queryKey: ['organizations', 'departments', 'audience'], queryFn: () => client.organizations.listDepartments({}) });
  return (
    <>
      <Form.Item name="memberKinds" label={t('announcements.kinds')}>
        <Select
          mode="multiple"
          placeholder={t('announcements.everybody')}
          options={KINDS.map((value) => ({ value, label: t(`memberKind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="organizationIds" label={t('announcements.organizations')}>
        <OwnersSelect placeholder={t('announcements.everybody')} max={CHOSEN_MAX} />
      </Form.Item>
      <Form.Item name="departmentIds" label={t('announcements.departments')}>
        <Select
          mode="multiple"
          maxCount={CHOSEN_MAX}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('announcements.everybody')}
          options={(departments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="withStaff" label={t('announcements.withStaff')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}
