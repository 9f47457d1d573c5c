import {el} from './dom.js';
import {connect} from './live.js';

const PAGES = [
  [/^\/?$/, 'calls', 'Calls', () => import('./calls.js')],
  [/^\/calls\/(.+)$/, 'calls', 'Call', () => import('./call.js')],
  [/^\/overview$/, 'overview', 'Overview', () => import('./overview.js')],
  [/^\/models$/, 'models', 'Models', () => import('./models.js')],
];

const main = document.getElementById('main');
let leave = () => {};
let turn = 0;

/** Shows the page that the address names. A page gets the element to fill and returns how to leave it. */
async function show(moved) {
  const path = decodeURIComponent(location.hash.slice(1));
  const mine = ++turn;
  leave();
  leave = () => {};
  const page = PAGES.find(([pattern]) => pattern.test(path));
  document.querySelectorAll('nav a').forEach(link => link.toggleAttribute('aria-current', false));
  // A page that is slow to come must not write into the one that is shown then.
  const box = el('div');
  main.replaceChildren(box);
  if (moved) {
    main.focus();
  }
  if (!page) {
    box.append(el('h1', {}, 'There is no such page'), el('p', {}, el('a', {href: '#/'}, 'All calls')));
    return;
  }
  const [pattern, name, title, load] = page;
  document.querySelector(`nav a[data-page=${name}]`).setAttribute('aria-current', 'page');
  document.title = `${title} · Affekt`;
  try {
    const module = await load();
    const left = await module.show(box, path.match(pattern)[1]);
    if (mine === turn) {
      leave = left ?? leave;
    } else {
      left?.();
    }
  } catch (error) {
    if (mine === turn) {
      box.append(el('p', {class: 'bad', role: 'alert'}, error.message));
    }
  }
}

addEventListener('hashchange', event => {
  if (event.newURL.endsWith('#main')) {
    return;
  }
  show(true);
});
connect(on => {
  document.querySelector('.live').classList.toggle('on', on);
  document.getElementById('live-state').textContent = on ? 'live' : 'not connected';
});
show(false);
