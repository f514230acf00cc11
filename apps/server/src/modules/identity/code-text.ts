import { CODE_EXPIRES_SECONDS, type CodePurpose } from './one-time-code.ts';

const minutes = CODE_EXPIRES_SECONDS / 60;

const ACTS = {
  'zh-CN': {
    signIn: '登录',
    reset: '重置密码',
    register: '注册',
    email: '验证邮箱',
    card: '向客服核实身份',
    guardian: '成为监护人',
    merchant: '商户入驻',
  },
  en: {
    signIn: 'sign in',
    reset: 'set a new password',
    register: 'register',
    email: 'confirm your e-mail address',
    card: 'tell the service desk who you are',
    guardian: 'become a guardian',
    merchant: 'apply as a merchant',
  },
} as const satisfies Record<string, Record<CodePurpose, string>>;

const TEXTS = {
  'zh-CN': {
    sms: (code: string, act: string) => `【一卡通】验证码 ${code}，用于${act}，${minutes} 分钟内有效。请勿告诉他人。`,
    desk: (code: string) =>
      `【一卡通】核实身份验证码 ${code}，${minutes} 分钟内有效。只在你主动联系一卡通客服时告知；若你没有联系客服，请不要告诉任何人。`,
    subject: (act: string) => `一卡通${act}验证码`,
    letter: (code: string, act: string) =>
      `你好：\n\n你的验证码是 ${code}，用于${act}，${minutes} 分钟内有效，只能使用一次。\n\n如果不是你本人操作，请忽略此邮件，也不要把验证码告诉任何人。\n\n一卡通`,
  },
  en: {
    sms: (code: string, act: string) => `Tessera: your code is ${code}, to ${act}. It is valid for ${minutes} minutes. Tell it to nobody.`,
    desk: (code: string) =>
      `Tessera: your code is ${code}, valid for ${minutes} minutes. Tell it to the service desk only if it was you who called; otherwise to nobody.`,
    subject: (act: string) => `Your Tessera code to ${act}`,
    letter: (code: string, act: string) =>
      `Hello,\n\nyour code is ${code}, to ${act}. It is valid for ${minutes} minutes and counts once.\n\nIf it was not you who asked, ignore this letter, and tell the code to nobody.\n\nTessera`,
  },
} as const;

/** Chinese unless the app asked for English first. */
function localeOf(acceptLanguage: string | null): keyof typeof TEXTS {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN';
}

export function codeSms(of: { code: string; purpose: CodePurpose; acceptLanguage: string | null }): { text: string; locale: string } {
  const locale = localeOf(of.acceptLanguage);
  const { sms, desk } = TEXTS[locale];
  return { text: of.purpose === 'card' ? desk(of.code) : sms(of.code, ACTS[locale][of.purpose]), locale };
}

const FAREWELL = {
  'zh-CN': {
    subject: '一卡通登录邮箱已变动',
    text: '你好：\n\n此邮箱不再用于登录一卡通。\n\n如果不是你本人操作，请立即登录并修改密码，结束其他设备的登录，再联系服务窗口。\n\n一卡通',
  },
  en: {
    subject: 'This address no longer signs in to Tessera',
    text: 'Hello,\n\nthis address no longer signs in to your Tessera account.\n\nIf it was not you who changed it, sign in and change your password at once, end the sessions on other devices, and come to the counter.\n\nTessera',
  },
} as const;

/** To the address that somebody signed in with until now. */
export function farewellLetter(acceptLanguage: string | null): { subject: string; text: string } {
  return FAREWELL[localeOf(acceptLanguage)];
}

export function codeLetter(of: { code: string; purpose: CodePurpose; acceptLanguage: string | null }): { subject: string; text: string } {
  const locale = localeOf(of.acceptLanguage);
  const act = ACTS[locale][of.purpose];
  return { subject: TEXTS[locale].subject(act), text: TEXTS[locale].letter(of.code, act) };
}
