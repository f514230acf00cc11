import type { FastifyInstance } from 'fastify';
import { demoSections, messageList } from './landing-demo.ts';

/** A text message or a letter that would have been sent. */
export type DemoMessage = { to: string; subject?: string; text: string; sentAt: string };

/** The demo's people and tills, when this installation is a demo. */
export type Demo = {
  password: string;
  /** The payment PIN of the members. */
  pin: string;
  members: readonly { memberNumber: string; name: string; phone: string; uid: string }[];
  listStaff: () => Promise<readonly { userName: string; name: string; role: string }[]>;
  /** Who is known at the demo's other systems; nobody where it has none. */
  /** Where what stands in for WeChat Pay and Alipay shows its orders; undefined where there is none. */
  channelsUrl: string | undefined;
  identities: readonly { name: string; userName: string; note: string }[];
  listTills: () => Promise<{ id: string; name: string; merchantName: string; status: string }[]>;
  /** A new one-time enrolment code for one of the tills. */
  renewCode: (terminalId: string) => Promise<string>;
  /** The newest text messages and letters, which would have left. */
  listMessages: () => Promise<DemoMessage[]>;
};

/** The page at `/`: the three apps, and in a demo its people, a till to enrol with one click, and what was sent. */
export function serveLanding(http: FastifyInstance, demo: Demo | undefined): void {
  http.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await page(demo)),
  );
  http.get('/landing.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  if (!demo) return;
  http.register(async (scope) => serveTillEnrolment(scope, demo));
  http.get('/demo/messages', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(messagesPage(await demo.listMessages())),
  );
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
  return frame(
    `<section class="apps">
<a href="/member/"><b>会员手机端</b><span>Member app</span><em>付款码、余额、记录 · pay code, balance, history</em></a>
<a href="/terminal/"><b>收银终端</b><span>Terminal</span><em>扫码、刷卡、退款 · scan, tap, refund</em></a>
<a href="/console/"><b>管理后台</b><span>Console</span><em>会员、商户、账务 · members, merchants, money</em></a>
<a href="/docs"><b>接口文档</b><span>API</span><em>OpenAPI 3.1</em></a>
</section>
${demo ? await demoSections(demo) : ''}`,
  );
}

/** Looks again by itself, for whoever waits for a code with the page beside the app. */
function messagesPage(messages: readonly DemoMessage[]): string {
  return frame(
    `<section><p><a href="/">← 返回 Back</a></p><h2>短信与邮件 <small>Messages that would have been sent · 每 4 秒刷新 looks again every 4 seconds</small></h2>
${messageList(messages)}</section>`,
    `<meta http-equiv="refresh" content="${REFRESH_SECONDS}">`,
  );
}

const REFRESH_SECONDS = 4;

function frame(main: string, head = ''): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
<title>Tessera 一卡通</title>
<link rel="stylesheet" href="/landing.css"><link rel="icon" href="/member/favicon.svg" type="image/svg+xml">
</head>
<body>
<header><svg width="48" height="48" viewBox="0 0 32 32" aria-hidden="true"><path fill="#0b7a75" d="M8 2h16a6 6 0 0 1 6 6v8H20a4 4 0 0 0-4 4v10H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z"/><path fill="#e39a2d" d="M22 19h8v5a6 6 0 0 1-6 6h-5v-8a3 3 0 0 1 3-3Z"/></svg>
<div><h1>Tessera <span>一卡通</span></h1><p>一张卡，付款、通行、兑换 · One card to pay, enter and redeem</p></div></header>
<main>
${main}
</main>
</body></html>`;
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
.messages{list-style:none;background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:0;margin:0}.messages li{padding:12px 16px;overflow-wrap:anywhere;white-space:pre-line}.messages li+li{border-top:1px solid var(--line)}.messages small{display:block}.messages mark{background:none;color:var(--jade);font-weight:700;font-size:20px;letter-spacing:.06em}.plain{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:12px 16px;margin:0 0 12px}main a{color:var(--jade)}.tables{overflow-x:auto}ol+.tables{margin-top:12px}@media(max-width:600px){table{font-size:14px}th,td{padding:6px 8px}}`;
