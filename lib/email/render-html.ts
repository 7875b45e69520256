import type { Block, Mail, PointsRow, Span } from "./document";

/** Where the picture of a mail is found inside it. */
export const pictureId = "chart@banguard";

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const styles = `
  :root{color-scheme:light dark;supported-color-schemes:light dark}
  @media (prefers-color-scheme:dark){
    .page,.sheet{background:#16181d!important}
    .words,.words td,.words li{color:#e8eaed!important}
    .small{color:#a9b0ba!important}
    .rule{border-color:#3a3f47!important}
    a{color:#9cc3ff!important}
    a.button{color:#16181d!important;background:#e8eaed!important}
  }`;

/** One column of 600 px, styles inline, nothing loaded from anywhere: the picture travels with the mail. */
export function renderHtml(mail: Mail): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(mail.subject)}</title>
<style>${styles}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#ffffff">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escape(mail.preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff"><tr><td class="words" style="${font};font-size:16px;line-height:1.5;color:#1c1e21;text-align:left">
${mail.blocks.map(blockHtml).join("\n")}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  if ("items" in block) return listHtml(block);
  switch (block.block) {
    case "paragraph":
      return `<p style="margin:0 0 16px">${spansHtml(block.spans)}</p>`;
    case "small":
      return `<p class="small rule" style="margin:24px 0 0;padding-top:16px;border-top:1px solid #d5d9de;font-size:13px;line-height:1.5;color:#5b6470">${spansHtml(block.spans)}</p>`;
    case "heading":
      return `<h2 style="margin:24px 0 4px;font-size:16px;line-height:1.5;font-weight:700">${escape(block.text)}</h2>`;
    case "points":
      return pointsHtml(block.rows, block.total);
    case "picture":
      return `<p style="margin:0 0 16px"><img src="cid:${pictureId}" width="560" height="96" alt="${escape(block.alt)}" style="display:block;width:100%;max-width:560px;height:auto;border:0"></p>`;
    case "button":
      return `<p style="margin:24px 0 16px"><a class="button" href="${escape(block.href)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1f2a37;color:#ffffff;font-weight:600;text-decoration:none">${escape(block.label)}</a></p>`;
    case "links":
      return `<p style="margin:0 0 16px">${block.links.map(spanHtml).join(" · ")}</p>`;
  }
}

function listHtml({ block, items }: Extract<Block, { items: Span[][] }>): string {
  if (block === "lines") {
    return items.map((item) => `<p style="margin:0 0 8px">${spansHtml(item)}</p>`).join("");
  }
  const tag = block === "steps" ? "ol" : "ul";
  return `<${tag} style="margin:0 0 16px;padding-left:24px">${itemsHtml(items)}</${tag}>`;
}

function itemsHtml(items: readonly Span[][]): string {
  return items.map((item) => `<li style="margin:0 0 8px">${spansHtml(item)}</li>`).join("");
}

function pointsHtml(rows: readonly PointsRow[], total: PointsRow): string {
  const cell = "padding:6px 0;vertical-align:top";
  const right = `${cell};text-align:right;padding-left:16px;white-space:nowrap`;
  const line = ({ label, points }: PointsRow, weight: number) =>
    `<tr><td class="rule" style="${cell};border-top:1px solid #d5d9de;font-weight:${weight}">${escape(label)}</td><td class="rule" style="${right};border-top:1px solid #d5d9de;font-weight:${weight}">${points}</td></tr>`;
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:collapse;font-size:16px"><tr><td></td><td style="${right}">points</td></tr>${rows.map((row) => line(row, 400)).join("")}${line(total, 700)}</table>`;
}

function spansHtml(spans: readonly Span[]): string {
  return spans.map(spanHtml).join("");
}

function spanHtml(span: Span): string {
  const text = escape(span.text);
  const linked = span.href === undefined ? text : `<a href="${escape(span.href)}">${text}</a>`;
  if (span.bold) return `<strong>${linked}</strong>`;
  return span.italic ? `<em>${linked}</em>` : linked;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
