import type { Keys } from '@tessera/contract';
import { App, Button, Progress, Skeleton } from 'antd';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeys, useRotateKey } from './use-privacy.ts';
import './privacy.css';

const TONES: Record<Keys['keys'][number]['state'], Tone> = { waiting: 'warn', current: 'good', old: 'warn', retired: 'quiet' };

/** The keys of sealed data: which one seals, how far the last renewal is, and the button for the next. */
export function KeysPage() {
  const t = useTexts();
  const keys = useKeys();
  const rotate = useRotation();
  const { data } = keys;
  const isOverdue = data && Date.parse(data.rotationDueAt) < Date.now();
  return (
    <>
      <PageHeader
        title={t('nav.keys')}
        note={t('keys.note')}
        badge={
          data && (
            <Status tone={isOverdue ? 'bad' : 'quiet'}>{t(isOverdue ? 'keys.overdue' : 'keys.due', { at: data.rotationDueAt.slice(0, 10) })}</Status>
          )
        }
        actions={
          <Button type="primary" disabled={!data || data.isUnderWay} onClick={rotate} data-testid="rotate-key">
            {t('keys.rotate')}
          </Button>
        }
      />
      <ErrorNotice error={keys.error} onRetry={() => keys.refetch()} />
      {keys.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {data && (
        <div className="stack">
          <KeyTable keys={data.keys} />
          <Panel title={t('keys.progress')} testId="resealing">
            {data.isUnderWay ? <p>{t('keys.progressNote')}</p> : <p>{t('keys.idle')}</p>}
            {data.isUnderWay && data.columns.map((column) => <ColumnProgress key={column.column} column={column} />)}
          </Panel>
        </div>
      )}
    </>
  );
}

function useRotation() {
  const t = useTexts();
  const { message } = App.useApp();
  const ask = useConfirm();
  const rotate = useRotateKey();
  return () =>
    ask({
      title: t('keys.rotateTitle'),
      changes: [t('keys.rotateWhat'), t('keys.rotateOld')],
      ok: t('keys.rotate'),
      run: async () => {
        await rotate.mutateAsync({});
        message.success(t('keys.rotated'));
      },
    });
}

function KeyTable(props: { keys: Keys['keys'] }) {
  const t = useTexts();
  return (
    <Panel flush testId="keys">
      <ScrollFrame className="plain-table-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('keys.version')}</th>
              <th scope="col" className="words">
                {t('keys.state')}
              </th>
              <th scope="col">{t('keys.uses')}</th>
              <th scope="col">{t('keys.since')}</th>
            </tr>
          </thead>
          <tbody>
            {props.keys.toReversed().map((key) => (
              <tr key={key.version}>
                <th scope="row" className="number">
                  v{key.version}
                </th>
                <td className="words">
                  <Status tone={TONES[key.state]}>{t(`keys.state.${key.state}`)}</Status>
                </td>
                <td className="number">{key.uses}</td>
                <td>
                  <Time at={key.activeAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </Panel>
  );
}

function ColumnProgress({ column }: { column: Keys['columns'][number] }) {
  const t = useTexts();
  const { walked, total, broken, finishedAt } = column;
  const percent = finishedAt !== null || total === 0 ? 100 : Math.min(99, Math.floor((walked / total) * 100));
  return (
    <div>
      <span className="mono">{column.column}</span> <small>{t('keys.done', { walked, total: Math.max(walked, total) })}</small>
      {broken > 0 && <Status tone="bad">{t('keys.broken', { count: broken })}</Status>}
      <Progress percent={percent} size="small" aria-label={column.column} {...(broken > 0 && { status: 'exception' as const })} />
    </div>
  );
}
