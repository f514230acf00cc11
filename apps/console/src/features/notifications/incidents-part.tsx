import type { Incident, IncidentState } from '@tessera/contract';
import { useSettings } from '@tessera/ui';
import { Button, Drawer, Form, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BilingualFields } from './bilingual-fields.tsx';
import { useIncidentActs, useIncidents } from './use-notifications.ts';

const STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const satisfies readonly IncidentState[];
const WEIGHTS = ['minor', 'major', 'critical'] as const satisfies readonly Incident['weight'][];
const PARTS = [
  'payments',
  'topUps',
  'payCode',
  'memberApp',
  'terminals',
  'console',
  'signIn',
] as const satisfies readonly Incident['parts'][number][];

/** What is or was out of order, and how it goes on. */
export function IncidentsPart() {
  const t = useTexts();
  const { locale } = useSettings();
  const list = useIncidents();
  const [open, setOpen] = useState<Incident | 'new' | null>(null);
  const columns: TableColumnsType<Incident> = [
    { title: t('announcements.heading'), key: 'title', render: (_, item) => (locale === 'en' ? item.titleEn : item.titleZh) },
    {
      title: t('incidents.state'),
      key: 'state',
      render: (_, { state }) => <Status tone={state === 'resolved' ? 'good' : 'warn'}>{t(`incident.${state}`)}</Status>,
    },
    { title: t('incidents.weight'), key: 'weight', render: (_, { weight }) => t(`incidentWeight.${weight}`) },
    { title: t('incidents.started'), key: 'started', render: (_, { startedAt }) => <Time at={startedAt} /> },
    { title: t('incidents.resolved'), key: 'resolved', render: (_, { resolvedAt }) => (resolvedAt ? <Time at={resolvedAt} /> : '—') },
    {
      key: 'acts',
      render: (_, item) =>
        item.state === 'resolved' ? null : (
          <Button size="small" onClick={() => setOpen(item)} data-testid="incident-report">
            {t('incidents.report')}
          </Button>
        ),
    },
  ];
  return (
    <Panel
      flush
      title={t('incidents.tab')}
      extra={
        <>
          <a href="/member/status" target="_blank" rel="noreferrer">
            {t('incidents.statusPage')}
          </a>{' '}
          <Button onClick={() => setOpen('new')} data-testid="incident-new">
            {t('incidents.new')}
          </Button>
        </>
      }
    >
      <KeysetTable
        label={t('incidents.tab')}
        list={list}
        columns={columns}
        rowKey={(item) => item.id}
        empty={<EmptyState title={t('incidents.none')} hint={t('incidents.noneHint')} />}
        testId="incidents"
      />
      {open && <IncidentDrawer incident={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

type Fields = Pick<Incident, 'titleZh' | 'titleEn' | 'weight' | 'parts' | 'state'> & { textZh: string; textEn: string };

function IncidentDrawer(props: { incident: Incident | null; onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const acts = useIncidentActs();
  const { incident } = props;
  const send = ({ state, textZh, textEn, ...rest }: Fields) =>
    incident
      ? acts.report.mutate({ incidentId: incident.id, state, textZh, textEn }, { onSuccess: props.onClose })
      : acts.open.mutate({ ...rest, state, textZh, textEn }, { onSuccess: props.onClose });
  const needed = [{ required: true, message: t('check.needed') }];
  return (
    <Drawer
      open
      size={560}
      title={t(incident ? 'incidents.report' : 'incidents.new')}
      onClose={props.onClose}
      footer={
        <Button type="primary" loading={acts.open.isPending || acts.report.isPending} onClick={form.submit} data-testid="incident-save">
          {t('announcements.publish')}
        </Button>
      }
    >
      <Form form={form} layout="vertical" initialValues={{ state: incident?.state ?? 'investigating', weight: 'minor' }} onFinish={send}>
        <BilingualFields titles={incident === null} />
        <Form.Item name="state" label={t('incidents.state')} rules={needed}>
          <Select options={STATES.map((value) => ({ value, label: t(`incident.${value}`) }))} data-testid="incident-state" />
        </Form.Item>
        {incident === null && (
          <>
            <Form.Item name="weight" label={t('incidents.weight')} rules={needed}>
              <Select options={WEIGHTS.map((value) => ({ value, label: t(`incidentWeight.${value}`) }))} />
            </Form.Item>
            <Form.Item name="parts" label={t('incidents.parts')} rules={needed}>
              <Select mode="multiple" options={PARTS.map((value) => ({ value, label: t(`incidentPart.${value}`) }))} data-testid="incident-parts" />
            </Form.Item>
          </>
        )}
        <ErrorNotice error={acts.open.error ?? acts.report.error} />
      </Form>
    </Drawer>
  );
}
