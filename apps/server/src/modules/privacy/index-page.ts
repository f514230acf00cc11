import type { PersonalPart } from '../../platform/personal.ts';

/** The page that a person opens first: what the files are, in both languages, without anything from elsewhere. */
export async function* indexPage(parts: readonly PersonalPart[], counts: ReadonlyMap<string, number>, at: Date): AsyncGenerator<string> {
  yield HEAD;
  yield `<p>${at.toISOString()}</p><table><thead><tr><th>内容 · Content</th><th>条数 · Rows</th><th>文件 · Files</th></tr></thead><tbody>`;
  for (const { name, title } of parts) {
    yield `<tr><td>${escaped(title.zh)} · ${escaped(title.en)}</td><td>${counts.get(name) ?? 0}</td>`;
    yield `<td><a href="${name}.json">JSON</a> <a href="${name}.csv">CSV</a></td></tr>`;
  }
  yield '</tbody></table></body></html>\n';
}

const HEAD = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>我的数据 · My data</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #8886}</style></head><body>
<h1>我的数据 · My data</h1>
<p>这里是系统中关于你的全部内容。每一项都有两份文件：JSON 供程序读取，CSV 可用表格软件打开。文件中有你的个人信息，请妥善保管。</p>
<p>This is everything that the system holds on you. Each part comes as two files: JSON for programs, CSV for spreadsheets. They contain your
personal information; keep them safe.</p>
`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
