import { businessDayOf } from '@tessera/kernel';
import { createShop, drawUpContract, enterApplication, signContract } from '../src/modules/merchants/index.ts';
import { findMerchantsByName } from '../src/modules/organizations/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { asColleague } from './as-colleague.ts';

const DAYS = { openDays: [1, 2, 3, 4, 5, 6, 7], state: 'on' as const };
const SERVING = [
  {
    name: '净驰汽车服务',
    commissionBps: 300,
    cycle: 'week' as const,
    account: '6225880100009921',
    shops: [
      {
        name: '净驰大学路店',
        region: '浦东新区',
        address: '大学路 88 号',
        phone: '021-55500001',
        opensAt: '08:00',
        closesAt: '21:00',
        place: { latitude: 31.2304, longitude: 121.5437 },
      },
      {
        name: '净驰滨江店',
        region: '徐汇区',
        address: '龙腾大道 2350 号',
        phone: '021-55500002',
        opensAt: '09:00',
        closesAt: '20:00',
        place: { latitude: 31.1836, longitude: 121.4612 },
      },
    ],
  },
  {
    name: '星光影城',
    commissionBps: 500,
    cycle: 'month' as const,
    account: '6217001210024467',
    shops: [
      {
        name: '星光影城五角场店',
        region: '杨浦区',
        address: '淞沪路 77 号 4 楼',
        phone: '021-55500003',
        opensAt: '10:00',
        closesAt: '24:00',
        place: { latitude: 31.3017, longitude: 121.5146 },
      },
    ],
  },
];

/** Two merchants who serve, each with a contract that two people signed and its shops, and a company that has just applied. */
export async function seedMerchants(ctx: Ctx, { secrets, timeZone }: { secrets: SecretBox; timeZone: string }): Promise<null> {
  const [maker, checker] = [await asColleague(ctx, 'merchants'), await asColleague(ctx, 'admin')];
  const merchants = await findMerchantsByName(
    ctx,
    SERVING.map(({ name }) => name),
  );
  for (const { name, commissionBps, cycle, account, shops } of SERVING) {
    const organizationId = merchants.get(name);
    if (!organizationId) throw new Error(`the demo has no merchant ${name}`);
    const terms = { commissionBps, cycle, minPayoutMinor: 50_00, validFrom: businessDayOf(ctx.now, timeZone) };
    const payout = { payoutHolder: name, payoutBank: '招商银行', payoutAccount: account };
    const { id: contractId } = await drawUpContract(maker, { organizationId, ...terms, ...payout }, secrets);
    await signContract(checker, { contractId });
    for (const shop of shops) await createShop(maker, { organizationId, ...shop, ...DAYS });
  }
  const fields = {
    companyName: '馨悦美容',
    registrationNumber: '91310110MA1G8XY021',
    category: 'service' as const,
    contactName: '彭女士',
    region: '杨浦区',
    address: '国定路 335 号 2 楼',
    note: '面部护理与美甲，两家门店',
  };
  await enterApplication(ctx, { phone: '13700000021', fields }, secrets);
  return null;
}
