import type { FastifyInstance } from 'fastify';

/** The demo's people and tills, when this installation is a demo. */
export type Demo = {
  password: string;
  /** The payment PIN of the members. */
  pin: string;
  members: readonly { memberNumber: string; name: string; phone: string; uid: string }[];
  staff: readonly { userName: string; name: string; role: string }[];
  listTills: () => Promise<{ id: string; name: string; merchantName: string; status: string }[]>;
  /** A new one-time enrolment code for one of the tills. */
  renewCode: (terminalId: string) => Promise<string>;
  /** The newest text messages, which would have gone to phones. */
  listMessages: () => Promise<{ to: string; text: string; sentAt: string }[]>;
};

/** The page at `/`: the three apps, and in a demo its people, a till to enrol with one click, and the text messages sent. */
export function serveLanding(http: FastifyInstance, demo: Demo | undefined): void {
  http.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await page(demo)),
  );
  http.get('/landing.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  if (demo) http.register(async (scope) => serveTillEnrolment(scope, demo));
}

function serveTillEnrolment(scope: FastifyInstance, demo: Demo): void {
  // A browser's form comes without JSON; this one has no fields.
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) => done(null, undefined));
  scope.post<{ Params: { terminalId: string } }>('/demo/tills/:terminalId/enrol', async (request, reply) => {
    const tills = await demo.listTills();
    if (!tills.some((till) => till.id === request.params.terminalId)) return reply.callNotFound();
    return reply.redirect(`/terminal/?enrol=${await demo.renewCode(request.params.terminalId)}`, 303);
  });
}

async function page(demo: Demo | undefined): Promise<string> {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tessera 一卡通</title>
<link rel="stylesheet" href="/landing.css"><link rel="icon" href="/member/favicon.svg" type="image/svg+xml">
</head>
<body>
<header><svg width="48" height="48" viewBox="0 0 32 32" aria-hidden="true"><path fill="#0b7a75" d="M8 2h16a6 6 0 0 1 6 6v8H20a4 4 0 0 0-4 4v10H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z"/><path fill="#e39a2d" d="M22 19h8v5a6 6 0 0 1-6 6h-5v-8a3 3 0 0 1 3-3Z"/></svg>
<div><h1>Tessera <span>一卡通</span></h1><p>一张卡，付款、通行、兑换 · One card to pay, enter and redeem</p></div></header>
<main>
<section class="apps">
<a href="/member/"><b>会员手机端</b><span>Member app</span><em>付款码、余额、记录 · pay code, balance, history</em></a>
<a href="/terminal/"><b>收银终端</b><span>Terminal</span><em>扫码、刷卡、退款 · scan, tap, refund</em></a>
<a href="/console/"><b>管理后台</b><span>Console</span><em>会员、商户、账务 · members, merchants, money</em></a>
<a href="/docs"><b>接口文档</b><span>API</span><em>OpenAPI 3.1</em></a>
</section>
${demo ? await demoSections(demo) : ''}
</main>
</body></html>`;
}

async function demoSections(demo: Demo): Promise<string> {
  const [tills, messages] = [await demo.listTills(), await demo.listMessages()];
  return `
<section><h2>演示：三步付款 <small>Pay in three steps</small></h2>
<ol><li>打开一台收银机（下方任选）<small>Open a till below</small></li>
<li>登录会员手机端，出示付款码 <small>Sign in to the member app and show the pay code</small></li>
<li>在收银机输入金额，扫码或输入 20 位数字 <small>Enter an amount at the till, scan the code or type its digits</small></li></ol></section>
<section><h2>收银机 <small>Tills</small></h2><div class="tills">
${tills
  .map(
    (till) =>
      `<form method="post" action="/demo/tills/${text(till.id)}/enrol"><button data-till="${text(till.id)}"><b>${text(till.merchantName)}</b> ${text(till.name)}<em>${
        till.status === 'active' ? '已激活，点击换到此浏览器 · enrolled; move it to this browser' : '在此浏览器激活 · enrol in this browser'
      }</em></button></form>`,
  )
  .join('')}
</div></section>
<section><h2>演示账号 <small>Demo people · 密码 password <code>${text(demo.password)}</code> · 支付密码 PIN <code>${text(demo.pin)}</code></small></h2>
<div class="tables"><table><caption>会员 Members</caption><tr><th>用户名 User name</th><th>姓名 Name</th><th>手机 Phone</th><th>卡号 Card UID</th></tr>
${demo.members.map((one) => `<tr><td><code>${text(one.memberNumber)}</code></td><td>${text(one.name)}</td><td><code>${text(one.phone)}</code></td><td><code>${text(one.uid)}</code></td></tr>`).join('')}
</table><table><caption>后台 Console</caption><tr><th>用户名 User name</th><th>姓名 Name</th><th>角色 Role</th></tr>
${demo.staff.map((one) => `<tr><td><code>${text(one.userName)}</code></td><td>${text(one.name)}</td><td>${text(one.role)}</td></tr>`).join('')}
</table></div></section>
<section><h2>短信 <small>Text messages that would have been sent</small></h2>
${messages.length === 0 ? '<p>暂无 None yet</p>' : `<ul class="messages">${messages.map((one) => `<li><code>${text(one.to)}</code> ${text(one.text)} <small>${text(one.sentAt)}</small></li>`).join('')}</ul>`}
</section>`;
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#16202a,#e8eef2);--ink2:light-dark(#51606e,#a9b6c1);--page:light-dark(#eef2f4,#10171d);--surface:light-dark(#fff,#18212a);--line:light-dark(#dfe5ea,#2a3640);--jade:light-dark(#0b7a75,#3fb5ad)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,"Noto Sans SC","PingFang SC","WenQuanYi Zen Hei",sans-serif;color:var(--ink);background:var(--page)}
header,main{max-width:960px;margin:0 auto;padding:24px}header{display:flex;gap:16px;align-items:center;padding-top:48px}h1{margin:0;font-size:32px}h1 span{color:var(--ink2);font-weight:400}header p{margin:0;color:var(--ink2)}
section{margin-bottom:32px}h2{font-size:20px;margin:0 0 12px}small,em{color:var(--ink2);font-style:normal;font-weight:400;font-size:14px}
.apps{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:16px}.apps a{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:20px;text-decoration:none;color:var(--ink);display:grid;gap:2px;align-content:start}.apps a:hover,.apps a:focus-visible{border-color:var(--jade)}.apps b{font-size:18px;color:var(--jade)}
ol{background:var(--surface);border:1px solid var(--line);border-radius:12px;margin:0;padding:16px 16px 16px 40px}li small{display:inline}
.tills{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:12px}.tills form{display:contents}.tills button{font:inherit;text-align:left;background:var(--surface);color:var(--ink);border:1px solid var(--line);border-radius:12px;padding:14px 16px;cursor:pointer;min-height:64px}.tills button:hover,.tills button:focus-visible{border-color:var(--jade)}.tills em{display:block}
.tables{display:grid;gap:16px}table{width:100%;border-collapse:collapse;background:var(--surface);border:1px solid var(--line);border-radius:12px}caption{text-align:left;padding:4px 0;color:var(--ink2)}th,td{text-align:left;padding:8px 12px;border-top:1px solid var(--line)}th{font-weight:500;color:var(--ink2);font-size:14px;border-top:0}code{font-family:ui-monospace,monospace}
.messages{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:12px 12px 12px 32px;margin:0}@media(max-width:600px){table{font-size:14px}th,td{padding:6px 8px}}`;
