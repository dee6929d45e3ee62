/** Forms: a line to write on instead of a box, and one field that asks for attention. */
export const FORMS = `
form{margin: 0}
form+p,form+form,.narrow form+*{margin-block-start: 1.25rem}
.narrow>h2,.narrow>:is(form,.row)+h2{border-block-start: 1px solid var(--rule);padding-block-start: 1.25rem;margin-block-start: 2rem}
.field{margin: 0 0 1.5rem}
fieldset{border: 0;padding: 0;margin: 0;min-width: 0}
label,legend{display: block;font: 600 .9375rem/1.4 var(--sans);padding: 0;margin: 0 0 .15rem}
.hint{margin: 0 0 .35rem}
.hint+:is(button,.pair){margin-block-start: .75rem}
input:not([type=radio],[type=checkbox]),select,textarea{font: 1.125rem/1.4 var(--serif);color: inherit;background: transparent;width: 100%;min-height: 2.75rem;padding: .4rem .1rem;border: 0;border-block-end: 1px solid var(--ink);border-radius: 0}
select{appearance: auto;background: var(--paper)}
input:not([type=radio],[type=checkbox]):focus,textarea:focus{border-block-end: 2px solid var(--accent)}
input[type=radio],input[type=checkbox]{width: 1.25rem;height: 1.25rem;margin: .1rem 0 0;flex: none;accent-color: var(--accent)}
.ask label{font: 700 1.5rem/1.25 var(--serif)}
.ask~.plain{margin-block-end: 1rem}
.ask input:not([type=radio]){font-size: clamp(1.45rem,1.1rem + 2vw,2.1rem);line-height: 1.25;padding-block: .35rem;border-block-end: 3px solid var(--accent)}
.ask input::placeholder{color: var(--quiet);font-style: italic;opacity: 1}
.choices{display: grid;gap: 0 1.5rem;grid-template-columns: 1fr 1fr;max-width: var(--measure)}
.choice{display: flex;gap: .6rem;align-items: flex-start;min-height: 2.75rem;padding-block: .6rem;border-block-start: 1px solid var(--rule);margin: 0;font-weight: 400;cursor: pointer}
.choice:has(:checked){border-block-start-color: var(--accent);box-shadow: inset 0 2px var(--accent)}
.choice b{display: block;font-weight: 600}
.choice .quiet{display: block}
.pair{display: grid;gap: 0 1.5rem;grid-template-columns: repeat(auto-fit,minmax(min(13rem,100%),1fr))}
form:has([value=instant]:checked) .digests-only{display: none}
button,.button{font: 600 1rem/1.3 var(--sans);color: var(--paper);background: var(--accent);border: 1px solid var(--accent);border-radius: 0;padding: .75rem 1.5rem;min-height: 2.75rem;cursor: pointer;text-align: center;text-wrap: balance;text-decoration: none;display: inline-block}
button:hover,.button:hover{color: var(--paper);background: var(--ink);border-color: var(--ink)}
.plain,.danger{color: var(--ink);background: transparent;border-color: var(--ink);padding: .6rem 1rem}
.danger{color: var(--bad);border-color: var(--bad)}
.danger:hover{background: var(--bad);border-color: var(--bad)}
.row{display: flex;flex-wrap: wrap;gap: .75rem 1rem;align-items: end}
.row form+form{margin: 0}
.row .field{margin: 0;flex: 1 1 9rem}
form.row{flex: 1 1 16rem;max-width: 24rem;flex-wrap: nowrap}
.bad{font: 600 .9375rem/1.4 var(--sans);color: var(--bad);margin: 0 0 .3rem}
.field.wrong{border-inline-start: 4px solid var(--bad);padding-inline-start: .9rem}
.summary,.notice{border-block: 1px solid var(--bad);border-block-start-width: 4px;padding-block: .9rem;margin: 0 0 1.75rem}
.summary h2{margin-block-end: .4rem}
.summary:focus{outline-offset: .6rem}
.summary ul{margin: 0;padding-inline-start: 1.2rem}
.summary a{color: var(--bad);font-weight: 600}
.notice{border-color: var(--good)}
.notice>:last-child{margin: 0}
`;
