import { type AuditRecord, ROLE_NAMES } from '@tessera/contract';
import { readId, shortId } from '../../shared/ids.ts';
import { type TextKey, useTexts } from '../../shared/texts.ts';

/** The recorded acts that have words; any other is shown as it was recorded. */
const ACTIONS: Partial<Record<string, TextKey>> = {
  'members.createMember': 'act.members.createMember',
  'members.addMembers': 'act.members.addMembers',
  'members.setPrivateField': 'act.members.setPrivateField',
  'members.revealPrivateField': 'act.members.revealPrivateField',
  'privacy.setConsent': 'act.privacy.setConsent',
  'privacy.saveNoticeDraft': 'act.privacy.saveNoticeDraft',
  'privacy.publishNotice': 'act.privacy.publishNotice',
  'privacy.requestOwnExport': 'act.privacy.requestOwnExport',
  'privacy.makeExport': 'act.privacy.makeExport',
  'privacy.downloadOwnExport': 'act.privacy.downloadOwnExport',
  'privacy.requestOwnErasure': 'act.privacy.requestOwnErasure',
  'privacy.cancelOwnErasure': 'act.privacy.cancelOwnErasure',
  'privacy.proposeErasure': 'act.privacy.proposeErasure',
  'privacy.confirmErasure': 'act.privacy.confirmErasure',
  'privacy.cancelErasure': 'act.privacy.cancelErasure',
  'privacy.eraseMember': 'act.privacy.eraseMember',
  'privacy.rotateKey': 'act.privacy.rotateKey',
  'privacy.retireKey': 'act.privacy.retireKey',
  'subsidies.createProgramme': 'act.subsidies.createProgramme',
  'subsidies.updateProgramme': 'act.subsidies.updateProgramme',
  'subsidies.grantToMember': 'act.subsidies.grantToMember',
  'subsidies.grantToAudience': 'act.subsidies.grantToAudience',
  'subsidies.grantRound': 'act.subsidies.grantRound',
  'subsidies.approveRound': 'act.subsidies.approveRound',
  'subsidies.refuseRound': 'act.subsidies.refuseRound',
  'subsidies.takeBackRound': 'act.subsidies.takeBackRound',
  'subsidies.finishTakeBack': 'act.subsidies.finishTakeBack',
  'subsidies.importAllotments': 'act.subsidies.importAllotments',
  'subsidies.undoAllotments': 'act.subsidies.undoAllotments',
  'members.updateMember': 'act.members.updateMember',
  'cards.issueCard': 'act.cards.issueCard',
  'cards.freezeCard': 'act.cards.freeze',
  'cards.unfreezeCard': 'act.cards.unfreeze',
  'cards.voidCard': 'act.cards.void',
  'cards.freezeOwnCard': 'act.cards.freezeOwn',
  'cards.unfreezeOwnCard': 'act.cards.unfreezeOwn',
  'wallets.resetPin': 'act.wallets.resetPin',
  'wallets.lockPin': 'act.wallets.lockPin',
  'wallets.setOwnPin': 'act.wallets.setOwnPin',
  'wallets.setOwnLimits': 'act.wallets.setOwnLimits',
  'organizations.createOperator': 'act.organizations.createOperator',
  'organizations.createMerchant': 'act.organizations.createMerchant',
  'organizations.updateMerchant': 'act.organizations.updateMerchant',
  'organizations.createIssuer': 'act.organizations.createIssuer',
  'organizations.updateIssuer': 'act.organizations.updateIssuer',
  'organizations.createDepartment': 'act.organizations.createDepartment',
  'organizations.updateDepartment': 'act.organizations.updateDepartment',
  'organizations.moveDepartment': 'act.organizations.moveDepartment',
  'organizations.updateStaff': 'act.organizations.updateStaff',
  'organizations.changeStaffStatus': 'act.organizations.changeStaffStatus',
  'organizations.createGrant': 'act.organizations.createGrant',
  'organizations.revokeGrant': 'act.organizations.revokeGrant',
  'organizations.beginGrant': 'act.organizations.beginGrant',
  'organizations.endGrant': 'act.organizations.endGrant',
  'organizations.createRole': 'act.organizations.createRole',
  'organizations.updateRole': 'act.organizations.updateRole',
  'organizations.deleteRole': 'act.organizations.deleteRole',
  'organizations.createStaff': 'act.organizations.createStaff',
  'terminals.createTerminal': 'act.terminals.create',
  'terminals.renewEnrolmentCode': 'act.terminals.renew',
  'terminals.updateTerminal': 'act.terminals.update',
  'terminals.revokeTerminal': 'act.terminals.revoke',
  'terminals.sendTerminalMessage': 'act.terminals.message',
  'terminals.enrolTerminal': 'act.terminals.enrol',
  'payments.refund': 'act.payments.refund',
  'payments.refundAtTerminal': 'act.payments.refund',
  'payments.topUp': 'act.payments.topUp',
  'channels.saveChannel': 'act.channels.saveChannel',
  'channels.resolveChannelOrder': 'act.channels.resolveChannelOrder',
  'channels.confirmChannelOrder': 'act.channels.confirmChannelOrder',
  'channels.confirmChannelRefund': 'act.channels.confirmChannelRefund',
  'channels.raiseAlarm': 'act.channels.raiseAlarm',
  'identity.signInFailed': 'act.identity.signInFailed',
  'identity.lockOut': 'act.identity.lockOut',
  'identity.verifySecondFactor': 'act.identity.verifySecondFactor',
  'identity.secondFactorFailed': 'act.identity.secondFactorFailed',
  'identity.addSecondFactor': 'act.identity.addSecondFactor',
  'identity.removeSecondFactor': 'act.identity.removeSecondFactor',
  'identity.renewRecoveryCodes': 'act.identity.renewRecoveryCodes',
  'identity.resetSecondFactors': 'act.identity.resetSecondFactors',
  'identity.setFirstPassword': 'act.identity.setFirstPassword',
  'identity.changePassword': 'act.identity.changePassword',
  'identity.resetPassword': 'act.identity.resetPassword',
  'identity.changeEmail': 'act.identity.changeEmail',
  'identity.endSession': 'act.identity.endSession',
  'identity.endSessionsOf': 'act.identity.endSessionsOf',
  'onboarding.registerMember': 'act.onboarding.registerMember',
  'onboarding.joinMember': 'act.onboarding.joinMember',
  'onboarding.linkAccount': 'act.onboarding.linkAccount',
  'onboarding.removeLink': 'act.onboarding.removeLink',
  'onboarding.saveProvider': 'act.onboarding.saveProvider',
  'onboarding.deleteProvider': 'act.onboarding.deleteProvider',
  'organizations.resetStaffSecondFactors': 'act.organizations.resetStaffSecondFactors',
  'identity.signIn': 'act.identity.signIn',
  'identity.setPassword': 'act.identity.setPassword',
  'cards.freeze': 'act.cards.freeze',
  'identity.signInWithPassword': 'act.identity.signIn',
  'identity.signInWithPhone': 'act.identity.signIn',
  'identity.signOut': 'act.identity.signOut',
  'backup.makeBackup': 'act.backup.makeBackup',
  'backup.completeBackup': 'act.backup.completeBackup',
  'backup.failBackup': 'act.backup.failBackup',
  'backup.removeBackup': 'act.backup.removeBackup',
  'backup.drillBackup': 'act.backup.drillBackup',
  'backup.finishDrill': 'act.backup.finishDrill',
  'backup.downloadBackup': 'act.backup.downloadBackup',
  'settings.updateSetting': 'act.settings.updateSetting',
  'ledger.verifyJournal': 'act.ledger.verifyJournal',
  'audit.listRecords': 'act.audit.listRecords',
  'audit.getRecord': 'act.audit.getRecord',
  'audit.exportRecords': 'act.audit.exportRecords',
  'audit.startVerification': 'act.audit.startVerification',
  'audit.finishVerification': 'act.audit.finishVerification',
  'audit.pruneRecords': 'act.audit.pruneRecords',
  'audit.countRefusals': 'act.audit.countRefusals',
  'imports.uploadImport': 'act.imports.uploadImport',
  'imports.checkImport': 'act.imports.checkImport',
  'imports.confirmImport': 'act.imports.confirmImport',
  'imports.pauseImport': 'act.imports.pauseImport',
  'imports.resumeImport': 'act.imports.resumeImport',
  'imports.cancelImport': 'act.imports.cancelImport',
  'imports.undoImport': 'act.imports.undoImport',
  'imports.finishImport': 'act.imports.finishImport',
  'imports.finishUndo': 'act.imports.finishUndo',
  'imports.exportImportRows': 'act.imports.exportImportRows',
  'members.importMembers': 'act.members.importMembers',
  'members.undoImport': 'act.members.undoImport',
  'notifications.createAnnouncement': 'act.notifications.createAnnouncement',
  'notifications.updateAnnouncement': 'act.notifications.updateAnnouncement',
  'notifications.publishAnnouncement': 'act.notifications.publishAnnouncement',
  'notifications.withdrawAnnouncement': 'act.notifications.withdrawAnnouncement',
  'notifications.removeAnnouncement': 'act.notifications.removeAnnouncement',
  'notifications.openIncident': 'act.notifications.openIncident',
  'notifications.reportIncident': 'act.notifications.reportIncident',
  'notifications.setNoticeTemplate': 'act.notifications.setNoticeTemplate',
  'notifications.resetNoticeTemplate': 'act.notifications.resetNoticeTemplate',
  'notifications.retryNoticeDelivery': 'act.notifications.retryNoticeDelivery',
  'notifications.setOwnNoticePreferences': 'act.notifications.setOwnNoticePreferences',
  'notifications.addOwnPushDevice': 'act.notifications.addOwnPushDevice',
  'notifications.removeOwnPushDevice': 'act.notifications.removeOwnPushDevice',
};

export function ActionName(props: { action: string }) {
  const t = useTexts();
  const known = ACTIONS[props.action];
  return <span title={props.action}>{known ? t(known) : <span className="mono">{props.action}</span>}</span>;
}

const TARGETS: Partial<Record<string, TextKey>> = {
  member: 'target.member',
  card: 'target.card',
  wallet: 'target.wallet',
  terminal: 'target.terminal',
  organization: 'target.organization',
  staff: 'target.staff',
  payment: 'target.payment',
  channel: 'target.channel',
  order: 'target.order',
  refund: 'target.channelRefund',
  user: 'target.user',
  session: 'target.session',
  audit: 'target.audit',
  record: 'target.record',
  verification: 'target.verification',
  refusals: 'target.refusals',
  setting: 'target.setting',
  backup: 'target.backup',
  announcement: 'target.announcement',
  delivery: 'target.delivery',
  department: 'target.department',
  import: 'target.import',
  incident: 'target.incident',
  key: 'target.key',
  notice: 'target.notice',
  noticeTemplate: 'target.noticeTemplate',
  provider: 'target.provider',
  push: 'target.push',
  role: 'target.role',
};

export function TargetName(props: { kind: string }) {
  const t = useTexts();
  const known = TARGETS[props.kind];
  return <>{known ? t(known) : props.kind}</>;
}

/** What works for nobody in person, by the first word of its recorded name: a job is called after its module. */
const PARTS: Partial<Record<string, TextKey>> = {
  audit: 'part.audit',
  backup: 'part.backup',
  'back-up': 'part.backup',
  cards: 'part.cards',
  channels: 'part.channels',
  demo: 'part.demo',
  erasure: 'part.privacy',
  export: 'part.privacy',
  identity: 'part.identity',
  imports: 'part.imports',
  keys: 'part.keys',
  ledger: 'part.ledger',
  members: 'part.members',
  notifications: 'part.notifications',
  onboarding: 'part.onboarding',
  organizations: 'part.organizations',
  payments: 'part.payments',
  platform: 'part.platform',
  privacy: 'part.privacy',
  'set-up': 'part.setUp',
  settings: 'part.settings',
  terminals: 'part.terminals',
  'verify-audit': 'part.audit',
  wallets: 'part.wallets',
};

/** Members and tills are recorded by their ids; a person reads the kind and the end of the id. */
export function ActorName(props: { record: Pick<AuditRecord, 'actorKind' | 'actorName'> }) {
  const t = useTexts();
  const { actorKind, actorName } = props.record;
  if (readId(actorName)) return <span title={actorName}>{`${t(`actor.${actorKind}`)} ${shortId(actorName)}`}</span>;
  if (actorKind === 'system') return <SystemName name={actorName} />;
  return <>{actorName === '' || actorName === actorKind ? t(`actor.${actorKind}`) : actorName}</>;
}

/** A job that an event began is called after both: `members.membersAdded > wallets`, of which the last one works. */
function SystemName(props: { name: string }) {
  const t = useTexts();
  const part = PARTS[props.name.split(' > ').at(-1)?.split('.')[0] ?? ''];
  return <span title={props.name}>{part ? t(part) : t('actor.system')}</span>;
}

/** The roles that somebody held, as they were recorded: a ready-made one by its key, a free one by its name. */
export function RoleName(props: { roles: string }) {
  const t = useTexts();
  const words = props.roles.split(', ').map((word) => {
    const known = ROLE_NAMES.find((role) => role === word);
    return known ? t(`role.${known}`) : word;
  });
  return <>{words.join(' · ')}</>;
}
