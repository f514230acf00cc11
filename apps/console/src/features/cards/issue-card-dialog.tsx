import { useMutation } from '@tanstack/react-query';
import type { Member } from '@tessera/contract';
import { App, Form, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { client } from '../../shared/api.ts';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MemberSearch } from '../../shared/member-search.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { plainUid, UidField } from './uid-field.tsx';
import { useCardsChanged } from './use-cards.ts';

type Holder = Pick<Member, 'id' | 'name' | 'memberNumber'>;

/** Issues a card by its UID. A reader that types like a keyboard, with separators and Enter at the end, is welcome. */
export function IssueCardDialog(props: { holder?: Holder; onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<{ uid: string }>();
  const [found, setFound] = useState<Holder | undefined>(props.holder);
  const uidField = useRef<InputRef>(null);
  const issue = useIssueCard(props.onClose);
  return (
    <Modal
      open
      title={props.holder ? t('cards.issueTo', { name: props.holder.name }) : t('cards.issue')}
      okText={t('cards.issueSubmit')}
      okButtonProps={{ disabled: !found, 'data-testid': 'issue-card-submit' }}
      confirmLoading={issue.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={460}
    >
      <Form form={form} layout="vertical" onFinish={({ uid }) => found && issue.mutate({ memberId: found.id, uid: plainUid(uid) })}>
        {!props.holder && (
          <Form.Item label={t('cards.holder')} htmlFor="issue-holder">
            <MemberSearch
              id="issue-holder"
              autoFocus
              chosen={found}
              onChoose={(member) => {
                setFound(member);
                uidField.current?.focus();
              }}
            />
          </Form.Item>
        )}
        <UidField ref={uidField} autoFocus={Boolean(props.holder)} />
        <ErrorNotice error={issue.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function useIssueCard(onIssued: () => void) {
  const t = useTexts();
  const { message } = App.useApp();
  const changed = useCardsChanged();
  const send = useKeyedCall(client.cards.issueCard);
  return useMutation({
    mutationFn: send,
    onSuccess: async (card) => {
      await changed();
      message.success(t('cards.issued', { name: card.memberName, tail: card.tail }));
      onIssued();
    },
  });
}
