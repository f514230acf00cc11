import { recommendations } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { listOwnSuggestions } from './list-own-suggestions.ts';

export const recommendationsRoutes = bind(recommendations, { listOwnSuggestions });
