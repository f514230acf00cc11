import { CODE_EXPIRES_SECONDS } from './phone-code.ts';

const minutes = CODE_EXPIRES_SECONDS / 60;
const TEXTS = {
  'zh-CN': (code: string) => `【一卡通】验证码 ${code}，${minutes} 分钟内有效。请勿告诉他人。`,
  en: (code: string) => `Tessera: your code is ${code}. It is valid for ${minutes} minutes. Tell it to nobody.`,
};

/** The message in the language that the app asked for; Chinese unless it asked for English first. */
export function codeText(code: string, acceptLanguage: string | null): { text: string; locale: string } {
  const locale = /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN';
  return { text: TEXTS[locale](code), locale };
}
