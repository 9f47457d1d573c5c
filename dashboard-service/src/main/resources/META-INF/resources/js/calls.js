import {el, gather, orNote} from './dom.js';
import {get, upload} from './api.js';
import {follow} from './live.js';
import {badge, legend, mix} from './emotions.js';
import {clock, count, moment, span, trend} from './text.js';

const PAGE = 50;
/** More rows than this nobody reads; the older ones, and those that were asked for, are a click away. */
const MOST = 300;
const REDRAW_MS = 100;
const IN_A_FRAME = 12;

/** The list of calls, newest first, and where recordings are dropped. */
export async function show(main) {
  const rows = el('tbody');
  const more = el('button', {type: 'button', hidden: true}, 'Older calls');
  const empty = el('p', {class: 'quiet', hidden: true},
      'No call has come yet. Drop a recording above, or run ', el('code', {}, './affekt analyze FILE'), '.');
  main.append(
      el('h1', {}, 'Calls'),
      el('p', {class: 'quiet'}, 'The newest first. A row changes while its call is predicted.'),
      uploadCard(),
      el('section', {class: 'card', 'aria-label': 'List of calls'},
          legend(),
          el('div', {class: 'scroll', tabindex: 0},
              el('table', {class: 'stack'},
                  el('thead', {}, el('tr', {}, ['Call', 'Received', 'Length', 'Progress', 'Customer', 'Trend', 'Longest negative']
                      .map(name => el('th', {scope: 'col'}, name)))),
                  rows)),
          empty, more));

  const calls = new Map();
  const changed = new Set();
  let next = null;
  let asked = PAGE;
  let trimmed = false;

  const redraw = gather(() => {
    // A few in a frame: the page answers between them.
    for (const id of [...changed].slice(0, IN_A_FRAME)) {
      changed.delete(id);
      const known = calls.get(id);
      if (!known) {
        continue;
      }
      const row = drawRow(known.call);
      if (known.row) {
        known.row.replaceWith(row);
      } else {
        rows.insertBefore(row, [...rows.children].find(other => other.dataset.received < row.dataset.received) ?? null);
      }
      known.row = row;
    }
    if (changed.size > 0) {
      redraw();
    }
    while (rows.childElementCount > Math.max(MOST, asked)) {
      calls.delete(rows.lastElementChild.dataset.call);
      rows.lastElementChild.remove();
      trimmed = true;
      more.hidden = false;
    }
    empty.hidden = calls.size > 0;
  }, REDRAW_MS);

  const change = (id, call) => {
    const known = calls.get(id);
    const oldest = rows.lastElementChild?.dataset.received ?? '';
    if (!known && next && (call.received_at ?? '') < oldest) {
      return; // It is on a later page.
    }
    calls.set(id, {call: {...known?.call, ...call}, row: known?.row ?? null});
    changed.add(id);
    redraw();
  };

  async function page() {
    const found = await get(`v1/calls?limit=${PAGE}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
    for (const call of found.calls) {
      if (!calls.has(call.call_id)) {
        const row = drawRow(call);
        rows.append(row);
        calls.set(call.call_id, {call, row});
      }
    }
    next = found.next;
    more.hidden = !next;
    empty.hidden = calls.size > 0;
  }

  /** The list from its top, as long as it was asked for. */
  async function anew() {
    rows.replaceChildren();
    calls.clear();
    changed.clear();
    next = null;
    trimmed = false;
    do {
      await page();
    } while (next && calls.size < asked);
  }

  more.addEventListener('click', () => {
    asked = rows.childElementCount + PAGE;
    orNote(trimmed ? anew : page);
  });
  await page();
  return follow((type, record) => {
    if (type === 'call') {
      const {call_id, status, received_at, duration_ms} = record;
      change(call_id, {call_id, status, received_at, ...(duration_ms === null ? {} : {duration_ms})});
    } else if (type === 'alert') {
      const known = calls.get(record.call_id);
      if (known) {
        change(record.call_id, {alerts: (known.call.alerts ?? 0) + 1});
      }
    } else if (type === 'summary') {
      const {call_id, roles, windows, windows_expected, complete, received_at} = record;
      change(call_id, {call_id, roles, windows, windows_expected, complete, received_at});
    }
  }, () => orNote(anew));
}

function drawRow(call) {
  const customer = (call.roles ?? []).find(role => role.role === 'customer') ?? call.roles?.[0];
  return el('tr', {'data-call': call.call_id, 'data-received': call.received_at ?? ''},
      el('td', {}, el('a', {href: `#/calls/${encodeURIComponent(call.call_id)}`, class: 'mono'}, call.call_id),
          call.alerts ? el('span', {class: 'badge bad'}, `⚠ ${count(call.alerts, 'alert')}`) : null),
      el('td', {}, moment(call.received_at)),
      el('td', {'data-name': 'Length'}, clock(call.duration_ms)),
      el('td', {'data-name': 'Progress'}, progress(call)),
      el('td', {class: 'whole'}, customer ? mix(customer.share) : el('span', {class: 'quiet'}, 'waiting')),
      el('td', {'data-name': 'Trend'}, trend(customer?.trend)),
      el('td', {'data-name': 'Longest negative'}, customer?.longest_negative_ms ? span(customer.longest_negative_ms) : customer ? 'none' : '–'));
}

function progress(call) {
  if (call.status === 'failed') {
    return el('span', {class: 'badge bad'}, 'failed');
  }
  if (call.complete) {
    return el('span', {class: 'badge good'}, `✓ ${count(call.windows, 'window')}`);
  }
  return el('span', {class: 'badge'}, `${call.windows ?? 0} of ${call.windows_expected ?? '…'} windows`);
}

/** Takes recordings by choice or by drop; each goes its way to its result. */
function uploadCard() {
  const files = el('input', {type: 'file', id: 'recording', accept: 'audio/*', multiple: true});
  const channels = el('select', {id: 'channels'},
      [['customer', 'one channel: customer'], ['customer,agent', 'two: customer, agent'], ['agent,customer', 'two: agent, customer']]
          .map(([value, text]) => el('option', {value}, text)));
  const consent = el('input', {type: 'text', id: 'consent', placeholder: 'such as consent given at the start'});
  const sent = el('div', {'aria-live': 'polite'});
  const send = list => [...list].forEach(file => sent.prepend(follower(file, channels.value, consent.value)));
  files.addEventListener('change', () => {
    send(files.files);
    files.value = '';
  });
  const area = el('section', {class: 'card drop', 'aria-label': 'Upload'},
      el('div', {class: 'row'},
          el('label', {style: {flex: '2 1 18rem'}}, 'Recordings (WAV, FLAC, MP3, Ogg, AIFF): choose them, or drop them here', files),
          el('label', {style: {flex: '1 1 12rem'}}, 'Who speaks', channels),
          el('label', {style: {flex: '1 1 12rem'}}, 'Why it may be analysed', consent)),
      sent);
  area.addEventListener('dragover', event => {
    event.preventDefault();
    area.classList.add('over');
  });
  area.addEventListener('dragleave', () => area.classList.remove('over'));
  area.addEventListener('drop', event => {
    event.preventDefault();
    area.classList.remove('over');
    send(event.dataTransfer.files);
  });
  return area;
}

/** One recording from here to its result. */
function follower(file, channels, consent) {
  const bar = el('progress', {max: 1, value: 0, 'aria-label': `Progress of ${file.name}`});
  const text = el('span', {}, 'sending');
  const box = el('div', {class: 'upload', style: {marginTop: '.8rem'}},
      el('div', {class: 'row apart'}, el('b', {}, file.name), text), bar);
  let done = false;
  let stop = () => {};
  const finish = content => {
    done = true;
    stop();
    bar.value = 1;
    text.replaceChildren(content);
  };
  const look = call => {
    const share = call.windows_expected ? call.windows / call.windows_expected : 0;
    bar.value = 0.5 + share / 2;
    text.textContent = `${call.windows} of ${call.windows_expected ?? '…'} windows predicted`;
    if (call.complete && !done) {
      const most = strongest(call);
      finish(el('span', {class: 'row'}, most ? badge(most) : 'no speech',
          el('a', {href: `#/calls/${encodeURIComponent(call.call_id)}`}, 'open the call')));
    }
  };
  const id = newId();
  const parameters = {call_id: id, channels, ...(consent ? {consent_basis: consent} : {})};
  // Before it is sent: its summaries may come before ingest's answer does.
  stop = follow((type, record) => {
    if (type === 'summary' && record.call_id === id) {
      look(record);
    }
  }, () => get(`v1/calls/${id}`).then(look, () => {
    // Not known yet: its summaries are still to come.
  }));
  upload(file, parameters, share => {
    bar.value = share / 2;
    text.textContent = share < 1 ? 'sending' : 'decoding and publishing';
  }).then(answer => {
    if (done) {
      return;
    }
    text.textContent = answer.warning ?? 'waiting for predictions';
    if (answer.windows === 0 || answer.channels.every(channel => !channel.analysed)) {
      finish('nothing in it is analysed');
    }
  }).catch(error => {
    box.classList.add('bad');
    finish(error.message);
  });
  return box;
}

/** 128 random bits; `randomUUID` is there on secure pages alone. */
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

function strongest(call) {
  const shares = Object.entries(call.roles?.[0]?.share ?? {});
  return shares.sort((a, b) => b[1] - a[1])[0]?.[0];
}
