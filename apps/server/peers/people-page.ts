/** Somebody whom a peer signs in when they are chosen. */
export type Choice = { id: string; name: string; note: string };

/** The page on which a peer asks who is there, in place of a password. A choice is posted back to the same address as `person`. */
export function peoplePage(title: string, people: readonly Choice[]): string {
  const buttons = people.map(
    ({ id, name, note }) => `<button name="person" value="${escapeText(id)}"><b>${escapeText(name)}</b><small>${escapeText(note)}</small></button>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeText(title)}</title>
<style>:root{color-scheme:light dark}*{box-sizing:border-box}body{margin:0 auto;max-width:26rem;padding:10vh 16px 32px;font:16px/1.5 system-ui,"Noto Sans SC","PingFang SC",sans-serif;color:light-dark(#16202a,#e8eef2);background:light-dark(#eef2f4,#10171d)}
h1{font-size:24px;margin:0 0 4px}p{margin:0 0 20px;color:light-dark(#51606e,#a9b6c1)}form{display:grid;gap:12px}
button{font:inherit;color:inherit;text-align:left;display:grid;gap:2px;min-height:60px;padding:12px 16px;border:1px solid light-dark(#dfe5ea,#2a3640);border-radius:12px;background:light-dark(#fff,#18212a);cursor:pointer}
button:hover,button:focus-visible{border-color:light-dark(#0b7a75,#3fb5ad)}small{color:light-dark(#51606e,#a9b6c1)}</style></head>
<body><main><h1>${escapeText(title)}</h1><p>演示用，不问密码：你是谁？<br>For the demo, without a password: who are you?</p><form method="post">
${buttons.join('\n')}
</form></main></body></html>`;
}

/** The person that was chosen on the page. */
export async function chosenIn(body: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const part of body) text = (text + part.toString('utf8')).slice(0, FORM_MAX_CHARACTERS);
  return new URLSearchParams(text).get('person') ?? '';
}

const FORM_MAX_CHARACTERS = 1_000;

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
