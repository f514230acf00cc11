import type { Grant, StaffRecord } from '@tessera/contract';
import { App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { roleName } from '../../shared/role-name.ts';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { GRANT_DEFAULTS, GrantFields, type GrantValues, grantTerms } from './grant-fields.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useCreateGrant, useRevokeGrant } from './use-staff.ts';
import './teams.css';

/** Every role that somebody holds, will hold or held, with its reach and its time. */
export function StaffGrants(props: { person: StaffRecord }) {
  const t = useTexts();
  const can = useCan();
  const isSelf = useSession().staff?.staffId === props.person.id;
  const [giving, setGiving] = useState(false);
  const { person } = props;
  const living = person.grants.filter((grant) => grant.state === 'active' || grant.state === 'scheduled');
  const past = person.grants.filter((grant) => !living.includes(grant));
  const mayGive = can('grants.write') && !isSelf;
  const give = mayGive && person.status === 'active' && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setGiving(true)} data-testid="give-role">
      {t('grants.give')}
    </Button>
  );
  return (
    <>
      <Panel flush title={t('grants.title')} extra={give} testId="staff-grants">
        {living.length === 0 ? (
          <EmptyState compact title={t('grants.empty')} hint={t('grants.emptyHint')} />
        ) : (
          <GrantList grants={living} mayRevoke={mayGive} />
        )}
        {isSelf && <p className="padded quiet">{t('staff.self')}</p>}
      </Panel>
      {past.length > 0 && (
        <Panel flush title={t('grants.past', { count: past.length })} testId="past-grants">
          <GrantList grants={past} mayRevoke={false} />
        </Panel>
      )}
      {giving && <GiveRole person={person} onClose={() => setGiving(false)} />}
    </>
  );
}

const TONES = { scheduled: 'brand', active: 'good', ended: 'quiet', revoked: 'warn' } as const;

function GrantList(props: { grants: readonly Grant[]; mayRevoke: boolean }) {
  const t = useTexts();
  const [revoking, setRevoking] = useState<Grant>();
  return (
    <ul className="grants">
      {props.grants.map((grant) => (
        <li key={grant.id} data-testid="grant">
          <span className="grant-head">
            <strong>{nameOf(t, grant)}</strong>
            <Status tone={TONES[grant.state]}>{t(`grantState.${grant.state}`)}</Status>
          </span>
          <span className="grant-facts">
            <span>{reachOf(t, grant)}</span>
            <span>
              <Time at={grant.startsAt} exact /> – {grant.endsAt ? <Time at={grant.endsAt} exact /> : t('grants.forever')}
            </span>
            <span>
              {t('grants.by')} {grant.grantedByName === 'system' ? t('grants.bySystem') : grant.grantedByName}
            </span>
            {grant.reason && <span>{grant.reason}</span>}
          </span>
          {props.mayRevoke && (
            <Button size="small" danger onClick={() => setRevoking(grant)} data-testid="revoke-grant">
              {t('grants.revoke')}
            </Button>
          )}
        </li>
      ))}
      {revoking && <RevokeGrant grant={revoking} onClose={() => setRevoking(undefined)} />}
    </ul>
  );
}

const nameOf = (t: Texts, grant: Grant) => roleName(t, { key: grant.roleKey, name: grant.roleName });

function reachOf(t: Texts, grant: Grant): string {
  const department = grant.departmentName ?? t('grants.follows');
  if (grant.scope === 'organization') return t('grants.reachOrganization');
  return t(grant.scope === 'own' ? 'grants.reachOwn' : 'grants.reachSubtree', { department });
}

function RevokeGrant(props: { grant: Grant; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const revoke = useRevokeGrant();
  return (
    <ReasonDialog
      title={t('grants.revokeTitle', { role: nameOf(t, props.grant) })}
      note={t('grants.revokeNote')}
      ok={t('grants.revoke')}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onClose={props.onClose}
      onSubmit={(reason) =>
        revoke.mutate(
          { grantId: props.grant.id, reason },
          {
            onSuccess: () => {
              message.success(t('grants.revoked'));
              props.onClose();
            },
          },
        )
      }
    />
  );
}

function GiveRole(props: { person: StaffRecord; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<GrantValues>();
  const give = useCreateGrant();
  const { person } = props;
  const submit = (values: GrantValues) =>
    give.mutate(
      { staffId: person.id, ...grantTerms(values) },
      {
        onSuccess: () => {
          message.success(t('grants.given', { name: person.name }));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('grants.give')}
      okText={t('grants.giveSubmit')}
      okButtonProps={{ 'data-testid': 'give-submit' }}
      confirmLoading={give.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={480}
    >
      <Form<GrantValues> form={form} layout="vertical" initialValues={GRANT_DEFAULTS} onFinish={submit}>
        <GrantFields organizationId={person.organizationId} />
        <ErrorNotice error={give.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
