import { securityCatalog } from '@tessera/messages';
import { createTexts } from '../i18n.tsx';

export const { TextsProvider: SecurityTexts, useTexts: useSecurityTexts } = createTexts(securityCatalog);
export type SecurityTextKey = Parameters<ReturnType<typeof useSecurityTexts>>[0];
