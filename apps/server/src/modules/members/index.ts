export { addMembers } from './add-members.ts';
export { createMember } from './create-member.ts';
export type { NewMember } from './enter-members.ts';
export { BATCH_MAX, membersAdded } from './events.ts';
export { findMemberByUser, findMembers, findMembersByNumber, searchMembers } from './find-members.ts';
export { type MemberKind, type MemberView, maskName, maskNumber, maskPhone } from './member.ts';
export { createMembersRoutes } from './routes.ts';
export { updateMember } from './update-member.ts';
