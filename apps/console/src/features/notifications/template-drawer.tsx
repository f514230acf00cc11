import type { NoticeTemplate } from '@tessera/contract';
import { Button, Drawer, Form, Input, Space, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { usePreview, useTemplateActs } from './use-notifications.ts';

const SUBJECT_MAX = 120;
const BODY_MAX = 1_000;
const PAUSE_MS = 300;
const ALPHABETS = { gsm7: 'GSM-7', ucs2: 'UCS-2' } as const;

/** Writes one text anew, with what a person would get beside it. */
export function TemplateDrawer(props: { template: NoticeTemplate; onClose: () => void }) {
  const t = useTexts();
  const { template } = props;
  const [texts, setTexts] = useState({ subject: template.subject, body: template.body });
  const { save, reset } = useTemplateActs();
  const place = { kind: template.kind, channel: template.channel, language: template.language };
  const done = { onSuccess: props.onClose };
  return (
    <Drawer
      open
      size={560}
      title={`${t(`noticeKind.${template.kind}`)} · ${t(`noticeChannel.${template.channel}`)}`}
      onClose={props.onClose}
      footer={
        <Space>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate({ ...place, ...texts }, done)} data-testid="template-save">
            {t('action.save')}
          </Button>
          {!template.isReadyMade && (
            <Button loading={reset.isPending} onClick={() => reset.mutate(place, done)} data-testid="template-reset">
              {t('templates.reset')}
            </Button>
          )}
        </Space>
      }
    >
      <Form layout="vertical">
        {template.channel !== 'sms' && (
          <Form.Item label={t('templates.subject')} htmlFor="template-subject">
            <Input
              id="template-subject"
              value={texts.subject}
              maxLength={SUBJECT_MAX}
              onChange={(event) => setTexts({ ...texts, subject: event.target.value })}
            />
          </Form.Item>
        )}
        <Form.Item label={t('templates.body')} htmlFor="template-body">
          <Input.TextArea
            id="template-body"
            rows={5}
            value={texts.body}
            maxLength={BODY_MAX}
            onChange={(event) => setTexts({ ...texts, body: event.target.value })}
            data-testid="template-body"
          />
        </Form.Item>
        <p>
          {t('templates.placeholders')}{' '}
          {template.placeholders.map((name) => (
            <Tag key={name}>{`{${name}}`}</Tag>
          ))}
        </p>
        <ErrorNotice error={save.error ?? reset.error} />
      </Form>
      <Preview template={template} texts={texts} />
    </Drawer>
  );
}

function Preview(props: { template: NoticeTemplate; texts: { subject: string; body: string } }) {
  const t = useTexts();
  const paused = usePausedTexts(props.texts);
  const preview = usePreview(props.template, paused);
  const shown = preview.data;
  return (
    <section aria-live="polite" data-testid="template-preview">
      <h3>{t('templates.preview')}</h3>
      <ErrorNotice error={preview.error} />
      {shown && !preview.error && (
        <>
          {shown.html === null ? (
            <>
              <strong>{shown.subject}</strong>
              <p style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{shown.text}</p>
            </>
          ) : (
            <iframe
              title={t('templates.preview')}
              sandbox=""
              srcDoc={shown.html}
              style={{ width: '100%', height: 260, border: 0, borderRadius: 8 }}
            />
          )}
          {shown.sms && (
            <p data-testid="sms-length">
              {t('templates.segments', { units: shown.sms.units, segments: shown.sms.segments, alphabet: ALPHABETS[shown.sms.alphabet] })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function usePausedTexts(texts: { subject: string; body: string }) {
  const [paused, setPaused] = useState(texts);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(texts), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [texts]);
  return paused;
}
