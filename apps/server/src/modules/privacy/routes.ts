import { privacy } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, type Call, omit, pick } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { PersonalRecords } from '../../platform/personal.ts';
import { proveOwnPassword } from '../identity/index.ts';
import type { SettingsBook } from '../settings/index.ts';
import { answerNotice, setOwnConsent } from './answer-notice.ts';
import { downloadOwnExport } from './download-own-export.ts';
import { getConsentStatistics } from './get-consent-statistics.ts';
import { getOwnPrivacy } from './get-own-privacy.ts';
import { getKeys, type KeyParts, rotateKey } from './keys.ts';
import { listErasures } from './list-erasures.ts';
import { listNotices, listPublishedNotices } from './list-notices.ts';
import { listOwnConsents } from './list-own-consents.ts';
import { publishNotice } from './publish-notice.ts';
import { cancelErasure, cancelOwnErasure, confirmErasure, proposeErasure, requestOwnErasure } from './request-erasure.ts';
import { requestOwnExport } from './request-own-export.ts';
import { saveNoticeDraft } from './save-notice-draft.ts';

export type PrivacyParts = KeyParts & { database: Database; settings: Pick<SettingsBook, 'get'>; personal: readonly PersonalRecords[] };

const FILES = ['downloadOwnExport'] as const;
const PROVEN = ['requestOwnErasure'] as const;

export function createPrivacyRoutes(parts: PrivacyParts): BoundRoute[] {
  const { personal } = parts;
  /** Acts, and answers what the page then shows. */
  const shown =
    <Input>(act: (ctx: Ctx, input: Input) => Promise<void>) =>
    async (ctx: Ctx, input: Input) => {
      await act(ctx, input);
      return getOwnPrivacy(ctx, personal);
    };
  return [
    ...bind(omit(privacy, [...FILES, ...PROVEN]), {
      getOwnPrivacy: (ctx) => getOwnPrivacy(ctx, personal),
      answerNotice: shown(answerNotice),
      setOwnConsent: shown(setOwnConsent),
      listOwnConsents,
      listPublishedNotices,
      requestOwnExport,
      cancelOwnErasure: shown(cancelOwnErasure),
      listNotices,
      saveNoticeDraft,
      publishNotice,
      getConsentStatistics,
      listErasures,
      proposeErasure: (ctx, input) => proposeErasure(ctx, input, personal),
      confirmErasure: (ctx, input) => confirmErasure(ctx, input, personal),
      cancelErasure,
      getKeys: (ctx) => getKeys(ctx, parts),
      rotateKey: (ctx) => rotateKey(ctx, parts),
    }),
    ...bindFiles(pick(privacy, FILES), { downloadOwnExport: (call, input) => downloadOwnExport(parts, call, input) }),
    ...bindDirect(pick(privacy, PROVEN), { requestOwnErasure: (call, input) => askToBeForgotten(parts, call, input.password) }),
  ];
}

/** Two transactions: a wrong password must count although the request fails. */
async function askToBeForgotten({ database, secrets, settings, personal }: PrivacyParts, call: Call, password: string) {
  await proveOwnPassword({ database, secrets, settings }, call, password);
  return database.transaction(call.actor, call, async (ctx) => {
    await requestOwnErasure(ctx, personal);
    return getOwnPrivacy(ctx, personal);
  });
}
