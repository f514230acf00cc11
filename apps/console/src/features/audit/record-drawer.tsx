import type { AuditRecord } from '@tessera/contract';
import { Button, Drawer } from 'antd';
import { CopyButton } from '../../shared/copy-button.tsx';
import { Facts } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ActionName, ActorName, TargetName } from './action-name.tsx';
import { Difference } from './difference.tsx';

type RecordDrawerProps = { record: AuditRecord; onClose: () => void; onAction?: (action: string) => void; onTarget?: (targetId: string) => void };

/** One record of the audit log: who, what, from where, and what changed. */
export function RecordDrawer(props: RecordDrawerProps) {
  const t = useTexts();
  const { record } = props;
  const { targetId } = record;
  return (
    <Drawer open title={<ActionName action={record.action} />} size={520} onClose={props.onClose} data-testid="audit-drawer">
      <Facts
        rows={[
          { label: t('field.time'), value: <Time exact at={record.at} /> },
          { label: t('audit.actor'), value: <ActorName record={record} /> },
          { label: t('audit.action'), value: <span className="mono">{record.action}</span> },
          { label: t('audit.outcome'), value: <Status tone={record.outcome === 'done' ? 'good' : 'bad'}>{t(`outcome.${record.outcome}`)}</Status> },
          {
            label: t('audit.target'),
            value: (
              <>
                <TargetName kind={record.targetKind} /> {targetId && <span className="mono">{targetId}</span>}
              </>
            ),
          },
          { label: t('audit.address'), value: <span className="mono">{record.address ?? '—'}</span> },
          {
            label: t('audit.request'),
            value: (
              <span className="hash">
                <span className="mono">{record.requestId}</span>
                <CopyButton text={record.requestId} label={t('audit.copyRequest')} />
              </span>
            ),
          },
        ]}
      />
      <Difference before={record.before} after={record.after} />
      <div className="drawer-foot">
        {props.onAction && <Button onClick={() => props.onAction?.(record.action)}>{t('audit.sameAction')}</Button>}
        {props.onTarget && targetId && <Button onClick={() => props.onTarget?.(targetId)}>{t('audit.sameTarget')}</Button>}
      </div>
    </Drawer>
  );
}
