/**
 * Shows the preview of a topic while it is typed. Without scripts, the button beside the field does it.
 * The address stays in the form: only the expression is sent.
 */
export const LIVE_PREVIEW = `
const field = document.getElementById('expression');
const preview = document.getElementById('preview');
const status = document.getElementById('preview-status');
if (field && preview && status) {
  const delay = 350;
  let timer, running, shown = field.value.trim();
  const show = (html) => {
    preview.innerHTML = html;
    const verdict = preview.querySelector('[data-verdict]');
    status.textContent = verdict ? verdict.textContent : '';
  };
  const update = async () => {
    const expression = field.value.trim();
    if (expression === shown) return;
    running?.abort();
    running = new AbortController();
    shown = expression;
    if (expression === '') return show('');
    preview.setAttribute('aria-busy', 'true');
    const query = new URLSearchParams({ expression, lang: document.documentElement.lang });
    try {
      const answer = await fetch('/preview?' + query, { signal: running.signal });
      if (answer.ok) show(await answer.text());
      else shown = undefined;
    } catch (error) {
      if (error.name === 'AbortError') return;
      shown = undefined;
    }
    preview.removeAttribute('aria-busy');
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, delay);
  };
  const now = () => {
    clearTimeout(timer);
    update();
  };
  field.addEventListener('input', soon);
  field.form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    if (event.target === field) now();
    else field.form.querySelector('button:not([data-preview],[name])')?.click();
  });
  document.addEventListener('click', (event) => {
    const chosen = event.target.closest?.('[data-expression]');
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    field.value = chosen.dataset.expression;
    if (preview.contains(chosen)) field.focus({ preventScroll: true });
    now();
  });
  field.form.querySelector('[data-preview]').addEventListener('click', (event) => {
    if (field.value.trim() === '') return;
    event.preventDefault();
    if (field.value.trim() !== shown) now();
    preview.scrollIntoView({ block: 'nearest' });
  });
}`;
