import type { BusinessDay, Id, Minor } from '@tessera/kernel';

export type AlertKind = 'day_spend';

export type AlertsTables = {
  'alerts.spending_day': { member_id: Id<'member'>; business_on: BusinessDay; spent_minor: Minor };
  'alerts.alert': {
    id: Id<'alert'>;
    kind: AlertKind;
    member_id: Id<'member'>;
    business_on: BusinessDay;
    amount_minor: Minor;
    threshold_minor: Minor;
    raised_at: Date;
    reviewed_at: Date | null;
    reviewed_by: Id<'staff'> | null;
    note: string | null;
  };
};
