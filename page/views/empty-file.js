// The empty file of a template, with the columns that somebody wants.

import { fetchFile, hasKey } from '../api.js';
import { fill, h, icon, ICONS, save } from '../dom.js';
import { schema, templates, titleOf } from '../templates.js';
import { language, t } from '../words.js';

/**
 * A part of the upload view that opens on demand.
 * @param {() => string} likely the template that is chosen for the upload, to begin with
 * @returns {HTMLElement}
 */
export function emptyFile(likely) {
  const body = h('div', { class: 'stack' });
  const details = h('details', { class: 'card', ontoggle: () => details.open && body.childElementCount === 0 && open() },
    h('summary', null, h('h2', null, t('empty-title')), h('p', { class: 'soft' }, t('empty-lead'))), body);

  async function open() {
    const known = await templates().catch(() => []);
    const kind = h('select', { id: 'empty-template', onchange: () => list() }, known.map((template) => h('option', { value: template.name }, titleOf(template, language()))));
    if (known.some(({ name }) => name === likely())) kind.value = likely();
    const columns = h('div');
    const example = h('input', { type: 'checkbox', id: 'empty-example' });
    const link = h('a', { class: 'button primary', onclick: download }, icon(ICONS.down), t('empty-download'));
    const count = h('p', { class: 'soft', 'aria-live': 'polite' });
    const search = h('input', { type: 'search', 'aria-label': t('empty-search'), placeholder: t('empty-search'), oninput: () => find() });
    example.addEventListener('change', address);
    fill(body,
      h('div', null, h('label', { for: 'empty-template' }, t('template-label')), kind),
      h('div', { class: 'row' },
        h('button', { type: 'button', onclick: () => pick((box) => box.dataset.basic === '') }, t('empty-basic')),
        h('button', { type: 'button', onclick: () => pick(() => true) }, t('empty-all')), count),
      search, columns,
      h('div', { class: 'row' }, example, h('label', { for: 'empty-example' }, t('empty-example'))),
      link);
    await list();

    async function list() {
      const found = await schema(kind.value);
      const boxes = found.fields.map((/** @type {any} */ field, /** @type {number} */ at) => {
        const required = field.constraints?.required === true;
        const basic = required || field.rollcall?.group === 'basic';
        const label = field.rollcall?.labels?.[language()]?.[0] ?? field.title ?? field.name;
        const id = `column-${at}`;
        return h('li', { 'data-text': `${field.name} ${label}`.toLowerCase() },
          h('input', { type: 'checkbox', id, value: field.name, checked: basic, 'data-basic': basic, onchange: address }),
          h('label', { for: id }, label, label !== field.name && h('span', { class: 'soft mono' }, ` ${field.name}`), required && h('span', { class: 'tag' }, t('empty-required'))));
      });
      fill(columns, h('fieldset', { class: 'columns' }, h('legend', null, t('empty-columns')), h('ul', null, boxes)));
      search.value = '';
      address();
    }

    /** @returns {HTMLInputElement[]} */
    function boxes() {
      return [...columns.querySelectorAll('input')];
    }

    /** @param {(box: HTMLInputElement) => boolean} wanted */
    function pick(wanted) {
      for (const box of boxes()) box.checked = wanted(box);
      address();
    }

    function find() {
      const text = search.value.trim().toLowerCase();
      for (const item of columns.querySelectorAll('li')) item.hidden = !item.dataset['text']?.includes(text);
    }

    function address() {
      const wanted = boxes().filter((box) => box.checked).map((box) => box.value);
      const query = new URLSearchParams({ columns: wanted.length === boxes().length ? 'all' : wanted.join(','), language: language() });
      if (example.checked) query.set('example', '1');
      count.textContent = t('empty-chosen', { count: wanted.length });
      if (wanted.length > 0) link.href = `/v1/templates/${kind.value}/file.csv?${query}`;
      else link.removeAttribute('href');
    }

    /** A link sends no key. @param {Event} event */
    async function download(event) {
      if (!hasKey() || !link.href) return;
      event.preventDefault();
      const { blob, name } = await fetchFile(link.href);
      save(blob, name ?? `${kind.value}.csv`);
    }
  }

  return details;
}
