import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Skeleton } from 'antd';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { MemberPurses } from './member-purses.tsx';

const PIN_TONES = { unset: 'quiet', set: 'good', locked: 'bad' } as const satisfies Record<string, Tone>;
type MemberWallet = NonNullable<ReturnType<typeof useMemberWallet>['data']>;
const WALLET_TONES = { active: 'good', frozen: 'warn', closed: 'quiet' } as const satisfies Record<string, Tone>;

export function useMemberWallet(memberId: Id<'member'>, enabled = true) {
  return useQuery({ queryKey: ['wallets', memberId], queryFn: ({ signal }) => client.wallets.getMemberWallet({ memberId }, { signal }), enabled });
}

export function MemberWallet(props: { memberId: Id<'member'>; memberName: string }) {
  const t = useTexts();
  const wallet = useMemberWallet(props.memberId);
  if (wallet.error && !wallet.data) {
    return (
      <Panel title={t('wallet.title')}>
        <ErrorNotice error={wallet.error} onRetry={() => wallet.refetch()} />
      </Panel>
    );
  }
  const state = wallet.data;
  if (!state) {
    return (
      <Panel title={t('wallet.title')}>
        <Skeleton active paragraph={{ rows: 4 }} title={false} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t('wallet.title')}
      testId="member-wallet"
      extra={<Status tone={WALLET_TONES[state.status]}>{t(`walletStatus.${state.status}`)}</Status>}
    >
      <div className="balance" data-testid="wallet-balance">
        <small>{t('wallet.available')}</small>
        <Money minor={state.availableMinor} className="balance-figure" />
        {state.heldMinor > 0 && (
          <small>
            {t('wallet.held')} <Money minor={state.heldMinor} /> · {t('wallet.balance')} <Money minor={state.balanceMinor} />
          </small>
        )}
      </div>
      <OwnAndGift memberId={props.memberId} />
      <MemberPurses memberId={props.memberId} />
      <Facts
        rows={[
          { label: t('wallet.daySpent'), value: <Money minor={state.daySpentMinor} /> },
          { label: t('wallet.dayLimit'), value: <Money minor={state.limits.dayLimitMinor} /> },
          { label: t('wallet.transactionLimit'), value: <Money minor={state.limits.transactionLimitMinor} /> },
          { label: t('wallet.noPinFloor'), value: <Money minor={state.limits.noPinFloorMinor} /> },
          { label: t('wallet.pin'), value: <Pin memberId={props.memberId} memberName={props.memberName} state={state.pin} /> },
        ]}
      />
    </Panel>
  );
}

/** How much of the cash could be paid back, where some of it was given. */
function OwnAndGift(props: { memberId: Id<'member'> }) {
  const t = useTexts();
  const { memberId } = props;
  const parts = useQuery({ queryKey: ['wallets', 'parts', memberId], queryFn: ({ signal }) => client.gifts.getPurseParts({ memberId }, { signal }) });
  if (!parts.data || parts.data.giftMinor === 0) return null;
  return (
    <p className="fine" data-testid="wallet-gift">
      {t('wallet.own')} <Money minor={parts.data.ownMinor} /> · {t('wallet.gift')} <Money minor={parts.data.giftMinor} />
    </p>
  );
}

function Pin(props: { memberId: Id<'member'>; memberName: string; state: 'unset' | 'set' | 'locked' }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const reset = () =>
    confirm({
      title: t('wallet.resetPinTitle', { name: props.memberName }),
      changes: [t('wallet.resetPinVerify'), t('wallet.resetPinChange')],
      ok: t('wallet.resetPin'),
      danger: true,
      run: async () => {
        const wallet = await client.wallets.resetPin({ memberId: props.memberId });
        queries.setQueryData<MemberWallet>(['wallets', props.memberId], (present) => present && { ...present, ...wallet });
        void queries.invalidateQueries({ queryKey: ['audit'] });
        message.success(t('wallet.resetPinDone'));
      },
    });
  return (
    <span className="inline-act">
      <Status tone={PIN_TONES[props.state]}>{t(`pin.${props.state}`)}</Status>
      {can('wallets.write') && props.state !== 'unset' && (
        <Button size="small" onClick={reset} data-testid="reset-pin">
          {t('wallet.resetPin')}
        </Button>
      )}
    </span>
  );
}
