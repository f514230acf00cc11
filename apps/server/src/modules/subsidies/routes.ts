import { subsidies } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { createProgramme } from './create-programme.ts';
import { approveRound, refuseRound } from './decide-round.ts';
import { getProgramme } from './get-programme.ts';
import { grantToAudience, previewAudience } from './grant-to-audience.ts';
import { grantToMember } from './grant-to-member.ts';
import { listProgrammes } from './list-programmes.ts';
import { listMemberPurses, listOwnPurses } from './list-purses.ts';
import { getRound, listAllotments, listRounds } from './list-rounds.ts';
import { takeBackRound } from './take-back-round.ts';
import { updateProgramme } from './update-programme.ts';

export const subsidiesRoutes = bind(subsidies, {
  listProgrammes,
  getProgramme,
  createProgramme,
  updateProgramme,
  grantToMember,
  previewAudience,
  grantToAudience,
  listRounds,
  getRound,
  listAllotments,
  approveRound,
  refuseRound,
  takeBackRound,
  listMemberPurses,
  listOwnPurses,
});
