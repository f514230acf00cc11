import { useMutation } from '@tanstack/react-query';
import { IDENTITY_CHECK_WAYS, type IdentityCheckWay, type IdentityProof, type Member } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';

type Answers = { document?: string; code?: string; phoneLastFour?: string; idNumberLastFour?: string; bornOn?: string };

/** Makes sure of whom one speaks to, and hands on the proof. */
export function IdentityForm(props: { memberId: Member['id']; onPassed: (identityCheckId: Id<'identityCheck'>) => void }) {
  const t = useTexts();
  const [way, setWay] = useState<IdentityCheckWay>('document');
  const { memberId } = props;
  const check = useMutation({
    mutationFn: (answers: Answers) => client.cards.checkIdentity({ memberId, proof: proofOf(way, answers) }),
    onSuccess: ({ identityCheckId }) => {
      if (identityCheckId) props.onPassed(identityCheckId);
    },
  });
  return (
    <Form<Answers> layout="vertical" onFinish={(answers) => check.mutate(answers)}>
      <p className="form-note">{t('desk.who')}</p>
      <Form.Item label={t('desk.way')}>
        <Radio.Group
          value={way}
          onChange={({ target }) => {
            setWay(IDENTITY_CHECK_WAYS.find((one) => one === target.value) ?? 'document');
            check.reset();
          }}
          options={IDENTITY_CHECK_WAYS.map((one) => ({ value: one, label: t(`desk.way.${one}`) }))}
        />
      </Form.Item>
      {way === 'document' && (
        <Form.Item name="document" label={t('desk.document')} extra={t('desk.documentHint')} rules={[{ required: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="desk-document" />
        </Form.Item>
      )}
      {way === 'code' && <CodeFields memberId={memberId} />}
      {way === 'knowledge' && <KnowledgeFields />}
      {check.data?.passed === false && <Alert type="warning" showIcon title={t('desk.notPassed')} className="desk-block" />}
      <ErrorNotice error={check.error} />
      <Button type="primary" htmlType="submit" loading={check.isPending} data-testid="desk-check">
        {t('desk.check')}
      </Button>
    </Form>
  );
}

function CodeFields({ memberId }: { memberId: Member['id'] }) {
  const t = useTexts();
  const send = useMutation({ mutationFn: () => client.cards.sendCardCode({ memberId }) });
  return (
    <>
      <Form.Item>
        <Button loading={send.isPending} onClick={() => send.mutate()} data-testid="desk-send-code">
          {t('desk.sendCode')}
        </Button>
        {send.data && <p className="form-note">{t('desk.codeSent', { phone: send.data.phoneMasked })}</p>}
        <ErrorNotice error={send.error} />
      </Form.Item>
      <Form.Item name="code" label={t('desk.code')} rules={[{ required: true, pattern: /^[0-9]{6}$/, message: t('check.needed') }]}>
        <Input inputMode="numeric" maxLength={6} autoComplete="off" data-testid="desk-code" />
      </Form.Item>
    </>
  );
}

function KnowledgeFields() {
  const t = useTexts();
  const lastFour = [{ pattern: /^[0-9A-Za-z]{4}$/, message: t('check.needed') }];
  return (
    <>
      <p className="form-note">{t('desk.answersHint')}</p>
      <Form.Item name="phoneLastFour" label={t('desk.phoneTail')} rules={lastFour}>
        <Input autoFocus inputMode="numeric" maxLength={4} autoComplete="off" data-testid="desk-phone-tail" />
      </Form.Item>
      <Form.Item name="idNumberLastFour" label={t('desk.idTail')} rules={lastFour}>
        <Input maxLength={4} autoComplete="off" data-testid="desk-id-tail" />
      </Form.Item>
      <Form.Item name="bornOn" label={t('desk.bornOn')} rules={[{ pattern: /^\d{4}-\d{2}-\d{2}$/, message: t('check.needed') }]}>
        <Input maxLength={10} autoComplete="off" data-testid="desk-born-on" />
      </Form.Item>
    </>
  );
}

/** An empty answer was not asked. */
function proofOf(way: IdentityCheckWay, { document = '', code = '', ...answers }: Answers): IdentityProof {
  if (way === 'document') return { way, document };
  if (way === 'code') return { way, code };
  return { way, ...Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer)) };
}
