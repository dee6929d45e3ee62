import { createHash } from 'node:crypto';

/** The style of all pages. It is inline, so that a page is one request. Contrast meets WCAG AA in both colour schemes. */
export const STYLESHEET = `
:root{color-scheme:light dark;--page:#f1f3f6;--card:#fff;--text:#1f2933;--quiet:#52606d;--line:#d5dae1;--field:#6b7785;
--link:#0b57a4;--on-link:#fff;--mark:#ffe9a8;--on-mark:#3a2c00;--bad:#a4161a;--good:#1c6b3a;--focus:#0b57a4}
@media (prefers-color-scheme:dark){:root{--page:#12161b;--card:#1c2229;--text:#e6e9ed;--quiet:#b4bdc8;--line:#3a434e;--field:#8a95a3;
--link:#8fbcff;--on-link:#0d1b2d;--mark:#5c4a00;--on-mark:#fff2c2;--bad:#ff9a9a;--good:#86d9a5;--focus:#8fbcff}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
.wrap{max-width:46rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .75rem}
h3{font-size:1.05rem;line-height:1.35;margin:0 0 .2rem}h3 a{text-decoration:none}h3 a:hover{text-decoration:underline}
p{margin:0 0 .9rem;text-wrap:pretty}time{white-space:nowrap}p:empty{display:none}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:1}
.top{padding:1.1rem 0 1.25rem}.top .wrap{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;flex-wrap:wrap}
.brand{font-weight:700;font-size:1.1rem;text-decoration:none}
.foot{color:var(--quiet);font-size:.9rem;padding:1.25rem 0 2.5rem}.foot p{margin:0 0 .4rem;text-wrap:wrap}
.card{background:var(--card);border-radius:.6rem;padding:1.25rem;margin:0 0 1.25rem;border:1px solid var(--line)}.card>:last-child,.card>:last-child>:last-child{margin-bottom:0}.list+p,form+p,form+p.hint{margin-top:1.1rem}
.lead{font-size:1.1rem}.quiet,.meta,.hint{color:var(--quiet)}.meta,.hint{font-size:.9rem}.meta{margin:0 0 .35rem}.meta+.lead{margin-top:.8rem}.hint{margin:0 0 .4rem}
mark{background:var(--mark);color:var(--on-mark);padding:0 .12em;border-radius:.15em}
.list{list-style:none;margin:0;padding:0}.list>li{padding:.9rem 0;border-top:1px solid var(--line)}.list>li:first-child{border-top:0;padding-top:0}.list>li:last-child{padding-bottom:0}.list p:last-child{margin-bottom:0}
.chips{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1rem;padding:0}.chips a{display:inline-block;padding:.35rem .8rem;border:1px solid var(--field);border-radius:99rem;text-decoration:none}
.chips a:hover{text-decoration:underline}
.field{margin:0 0 1.1rem}fieldset.field{border:0;padding:0;min-width:0}
label,legend{font-weight:600;padding:0;display:block;margin:0 0 .2rem}
input[type=text],input[type=email],select{font:inherit;color:inherit;background:var(--card);width:100%;max-width:28rem;padding:.6rem .7rem;border:1px solid var(--field);border-radius:.4rem;min-height:2.9rem}
.choices{display:grid;gap:.5rem;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}
.choice{display:flex;gap:.6rem;align-items:flex-start;border:1px solid var(--field);border-radius:.4rem;padding:.6rem .7rem;margin:0;font-weight:400;cursor:pointer}
.choice:has(:checked){border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.choice input{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--link);flex:none}.choice b{display:block}
.pair{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr))}
form:has([value=instant]:checked) .digests-only{display:none}
button,.button{font:inherit;font-weight:600;color:var(--on-link);background:var(--link);border:1px solid var(--link);border-radius:.4rem;padding:.65rem 1.3rem;min-height:2.9rem;cursor:pointer;text-decoration:none;display:inline-block}
button:hover,.button:hover{filter:brightness(1.1)}
.plain{color:var(--link);background:transparent}.danger{color:var(--bad);background:transparent;border-color:var(--bad)}
.row{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end}.row form{margin:0}.row form.row{flex:1 1 16rem;flex-wrap:nowrap;max-width:24rem}.row .field{margin:0;flex:1 1 8rem}.row button{padding:.65rem .9rem}
.bad{color:var(--bad);font-weight:600;margin:0 0 .3rem}.field.wrong{border-left:4px solid var(--bad);padding-left:.8rem}
.summary,.notice{border:2px solid var(--bad);border-radius:.4rem;padding:1rem 1.25rem;margin:0 0 1.25rem;background:var(--card)}.summary h2{margin:0 0 .4rem}.summary ul{margin:0;padding-left:1.2rem}.summary a{color:var(--bad);font-weight:600}
.notice{border-color:var(--good)}.notice p{margin:0}
details summary{cursor:pointer;color:var(--link)}details>:last-child{margin-bottom:0}details{margin:0 0 1rem}details>summary+*{margin-top:.75rem}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em;background:var(--page);border-radius:.25em;padding:.08em .35em}
.keys{display:grid;grid-template-columns:max-content 1fr;gap:.4rem .9rem;margin:.75rem 0 0}.keys dd{margin:0}
@media (max-width:30rem){.keys{grid-template-columns:1fr;gap:0}.keys dd{margin:0 0 .6rem}}
.body{font-size:1.05rem;line-height:1.65}.body blockquote{margin:0 0 1rem;padding:0 0 0 1rem;border-left:4px solid var(--line);color:var(--quiet)}
.body table{border-collapse:collapse;display:block;overflow-x:auto;margin:0 0 1rem}.body th,.body td{border:1px solid var(--line);padding:.35rem .6rem;text-align:start}
.body pre{overflow-x:auto;white-space:pre-wrap}.body h2,.body h3,.body h4,.body h5,.body h6{margin-top:1.5rem}
@media (min-width:40rem){h1{font-size:2.1rem}.card{padding:1.75rem}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`.trim();

const STYLESHEET_HASH = createHash('sha256').update(STYLESHEET).digest('base64');

/** The Content-Security-Policy header of every page: allows the style and the icon, but no scripts or frames. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLESHEET_HASH}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
