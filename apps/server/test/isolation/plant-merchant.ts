import { newId } from '@tessera/kernel';
import { payableAccountOf } from '../../src/modules/merchants/index.ts';
import { systemActor } from '../../src/platform/ctx.ts';
import type { Person, TillDevice, World } from '../world.ts';
import type { Crop, Side } from './ground.ts';
import type { Owner } from './tables.ts';

type Place = { world: World; owner: Owner; admin: Person; side: Side };

/** A shop of a merchant, its contract that was signed, and an application that only the operator reads. */
export async function plantMerchant({ world, owner, admin, side }: Place, { merchantId }: Pick<TillDevice, 'merchantId'>): Promise<Crop> {
  const shopName = `branch-${side}-isfahan`;
  const fields = { phone: '', opensAt: '08:00', closesAt: '20:00', openDays: [1], place: null, state: 'on' as const };
  const address = { region: `region-${side}-isfahan`, address: `street-${side}-isfahan` };
  const shop = await admin.client.merchants.createShop({ organizationId: merchantId, name: shopName, ...address, ...fields }, { key: newId() });
  const { seal } = world.app.core.secrets;
  const account = seal('merchants.payout', '6225880100009921');
  const [applicationId, documentId, contractId, draftId] = [newId(), newId(), newId(), newId()];
  await owner.query(
    `insert into merchants.application (id, company_name, registration_number, category, contact_name, phone_sealed, phone_hash, region, address, note,
       submitted_at, changed_at)
     values ($1, $2, $3, 'service', 'x', $4, $3, 'x', 'x', '', now(), now())`,
    [applicationId, `applicant-${side}-shiraz`, `REG-${side.toUpperCase()}-SHIRAZ`, seal('merchants.phone', '13912345678')],
  );
  await owner.query(
    `insert into merchants.document (id, application_id, name, type, bytes, content_sealed, added_at) values ($1, $2, $3, 'application/pdf', 1, $4, now())`,
    [documentId, applicationId, `paper-${side}-shiraz`, seal('merchants.document', 'eA==')],
  );
  const contract = `insert into merchants.contract (id, organization_id, commission_bps, cycle, min_payout_minor, payout_holder, payout_bank, payout_sealed,
      payout_tail, valid_from, drawn_by, drawn_by_name, drawn_at, state, version, signed_by, signed_by_name, signed_at)
     values ($1, $2, 100, 'week', 0, $3, 'x', $10, '0000', current_date, $4, 'x', now(), $5, $6, $7, $8, $9)`;
  await owner.query(contract, [contractId, merchantId, `payee-${side}-tabriz`, newId(), 'signed', 1, newId(), 'x', new Date(0), account]);
  await owner.query(contract, [draftId, merchantId, `draft-${side}-tabriz`, newId(), 'drawn', null, null, null, null, account]);
  await world.database.transaction(systemActor('ground'), {}, (ctx) => payableAccountOf(ctx, merchantId));
  return {
    nouns: [
      ['shopId', 'sign', shop.id],
      ['contractId', 'shop', contractId],
      ['applicationId', 'house', applicationId],
      ['documentId', 'house', documentId],
    ],
    marks: [
      ['sign', shopName],
      ['sign', address.region],
      ['shop', `payee-${side}-tabriz`],
      ['house', `draft-${side}-tabriz`],
      ['house', `applicant-${side}-shiraz`],
      ['house', `paper-${side}-shiraz`],
    ],
  };
}
