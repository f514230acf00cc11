import type { SecretBox } from '../../platform/secret-box.ts';
import type { MemberHooks } from '../members/index.ts';

export type AnonymouscardsParts = { readonly secrets: SecretBox; readonly hooks: MemberHooks };
