import type { ChannelKind, OrderState, PaymentWay, RefundState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Generated, JSONColumnType } from 'kysely';
import type { Instructions } from './channel.ts';

export type ChannelRow = {
  key: string;
  kind: ChannelKind;
  name_zh: string;
  name_en: string;
  base_url: string;
  merchant_id: string;
  app_id: string;
  certificate_serial: string;
  public_key_id: string;
  public_key: string;
  secrets_sealed: string | null;
  enabled: boolean;
  changed_at: Date;
};

/** What brought an order to where it is. */
export type EventSource = 'open' | 'answer' | 'notification' | 'query' | 'close' | 'reverse' | 'desk' | 'refund';

export type ChannelsTables = {
  'channels.channel': ChannelRow;
  'channels.order': {
    id: Id<'order'>;
    channel_key: string;
    kind: ChannelKind;
    purpose: string;
    subject_id: string | null;
    member_id: Id<'member'> | null;
    organization_id: Id<'organization'> | null;
    terminal_id: Id<'terminal'> | null;
    staff_id: Id<'staff'> | null;
    way: PaymentWay;
    title: string;
    amount_minor: Minor;
    refunded_minor: Generated<Minor>;
    state: OrderState;
    reason: string | null;
    is_late: Generated<boolean>;
    alarm: string | null;
    out_trade_no: string;
    transaction_no: string | null;
    payer_masked: string | null;
    instructions: JSONColumnType<Instructions> | null;
    tries: Generated<number>;
    next_check_at: Date | null;
    opened_at: Date;
    expires_at: Date;
    paid_at: Date | null;
    settled_at: Date | null;
    /** Whoever waited waits no longer. */
    given_up_at: Generated<Date | null>;
    /** Of a number taken at a desk, to compare by; the database writes it. */
    reference_key: Generated<string | null>;
  };
  'channels.refund': {
    id: Id<'refund'>;
    order_id: Id<'order'>;
    amount_minor: Minor;
    cause: string;
    subject_id: string | null;
    state: RefundState;
    reason: string | null;
    alarm: string | null;
    refund_no: string;
    transaction_no: string | null;
    tries: Generated<number>;
    next_check_at: Date | null;
    asked_at: Date;
    settled_at: Date | null;
  };
  'channels.order_event': {
    id: Id<'orderEvent'>;
    order_id: Id<'order'>;
    refund_id: Id<'refund'> | null;
    at: Date;
    source: EventSource;
    from_state: string | null;
    to_state: string;
    note: string | null;
  };
};
