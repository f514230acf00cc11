import type { Campaign } from '@tessera/contract';
import { newId, toMinor, ZERO } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { campaignOf, initialValues } from './campaign-values.ts';

const [kept, gone] = [newId<'pointsLevel'>(), newId<'pointsLevel'>()];
const name = { zh: '金卡优惠', en: 'Gold' };
const scope = { merchantIds: [], merchantCategories: [], memberKinds: [], departmentIds: [], itemIds: [], categoryIds: [] };
const CAMPAIGN: Campaign = {
  id: newId<'campaign'>(),
  name,
  trigger: 'open',
  benefit: { kind: 'percentage', rateBps: 1_000, capMinor: null },
  beginsAt: '2026-03-10T04:00:00.000Z',
  endsAt: null,
  hours: [],
  scope: { ...scope, levelIds: [gone, kept] },
  minSpendMinor: null,
  budgetMinor: toMinor(100_00),
  perMemberMinor: null,
  perMemberCount: null,
  places: null,
  bearer: 'platform',
  bearerId: null,
  priority: 100,
  standing: 'joint',
  returnPolicy: 'recalculate',
  code: null,
  coupon: null,
  state: 'draft',
  revision: 1,
  writtenByName: null,
  approvedByName: null,
  isOwn: true,
  needsApproval: false,
  isApplied: false,
  names: [],
  categories: [],
  levels: [{ id: kept, programmeName: name, name }],
  usedCount: 0,
  usedMinor: ZERO,
  memberCount: 0,
  issuedCount: 0,
  createdAt: '2026-03-10T04:00:00.000Z',
};

test('a campaign for a level that is no more stays for it when something else is edited, and is not for everybody', () => {
  const values = initialValues(CAMPAIGN, new Date(0));
  expect(campaignOf({ ...values, en: 'Gold and silver' })).toMatchObject({
    name: { en: 'Gold and silver' },
    returnPolicy: 'recalculate',
    scope: { levelIds: [gone, kept] },
  });
});
