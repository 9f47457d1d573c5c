import {el, fill, gather, note, orNote} from './dom.js';
import {get, post} from './api.js';
import {follow} from './live.js';
import {EMOTIONS, badge, legend, mix} from './emotions.js';
import {lanes, say} from './lanes.js';
import {Player} from './player.js';
import {clock, count, moment, percent, span, trend} from './text.js';

const UNCERTAIN = 6;
const ANNOTATOR = 'affekt.annotator';

/** One call: its lanes, its sound, its numbers, and where a person says what they heard. */
export async function show(main, id) {
  // From before the first question on: what comes while it is answered must not be missed.
  const early = [];
  let take = (type, record) => early.push([type, record]);
  let again = () => {};
  const unfollow = follow((type, record) => {
    if (record.call_id === id) {
      take(type, record);
    }
  }, () => again());
  try {
    const page = await draw(main, id);
    take = page.take;
    again = page.again;
    early.forEach(([type, record]) => take(type, record));
    return () => {
      unfollow();
      page.close();
    };
  } catch (error) {
    unfollow();
    throw error;
  }
}

/** @returns {take, again, close}: takes an event, reads all anew, ends what was begun */
async function draw(main, id) {
  const path = `v1/calls/${encodeURIComponent(id)}`;
  const [first, timeline, raised] = await Promise.all([get(path), get(`${path}/timeline`), get(`${path}/alerts`)]);
  let call = first;
  const windows = new Map();
  const keep = window => windows.set(window.prediction_id, window);
  timeline.forEach(keep);
  const sorted = () => [...windows.values()].sort((a, b) => a.start_ms - b.start_ms || a.channel - b.channel);
  const channels = channelsOf(call, sorted());
  const duration = () => Math.max(call.duration_ms ?? 0, ...[...windows.values()].map(w => w.end_ms));
  let picked = null;

  const alerts = el('div', {role: 'status'});
  const facts = el('section', {class: 'card', 'aria-label': 'Facts'});
  const roles = el('section', {class: 'card wide', 'aria-label': 'Summary'});
  const detail = el('section', {class: 'card', 'aria-label': 'The chosen window'});
  const chartBox = el('div', {class: 'lanes', 'aria-hidden': 'true'});
  const cursor = el('input', {class: 'cursor', type: 'range', min: 0, max: 0, step: 1, value: 0,
    'aria-label': 'Window; arrow keys move, space plays'});
  const play = el('button', {type: 'button', class: 'first'}, '▶ Play');
  const channelChoice = el('select', {'aria-label': 'Channel that plays'},
      channels.map(c => el('option', {value: c.index}, `${c.role} (channel ${c.index})`)));
  const where = el('span', {class: 'number', 'aria-hidden': 'true'}, '0:00');
  const uncertain = el('section', {class: 'card', 'aria-label': 'Uncertain windows'});

  main.append(
      el('p', {}, el('a', {href: '#/'}, '← All calls')),
      el('h1', {class: 'mono'}, id),
      el('p', {class: 'quiet'}, `Received ${moment(call.received_at)}`, call.source ? ` by ${call.source}` : ''),
      alerts,
      el('section', {class: 'card', 'aria-label': 'Timeline'},
          el('div', {class: 'row apart'}, legend(),
              el('p', {class: 'quiet', style: {margin: 0}}, 'Height is confidence. Pale and dashed: not sure. Flat: no speech.')),
          chartBox, cursor,
          el('div', {class: 'row'}, play, channels.length > 1 ? channelChoice : null, where,
              el('span', {class: 'quiet'}, 'Also as '), el('a', {href: '#', onclick: event => download(event, path, 'text/csv', `${id}.csv`)}, 'CSV'),
              el('a', {href: '#', onclick: event => download(event, path, 'application/x-ndjson', `${id}.jsonl`)}, 'JSON lines'))),
      el('div', {class: 'columns'}, detail, uncertain, facts),
      roles);

  const chosen = () => sorted().filter(w => w.channel === Number(channelChoice.value));

  const mark = window => {
    picked = window;
    if (window.channel !== Number(channelChoice.value)) {
      channelChoice.value = window.channel;
    }
    const list = chosen();
    cursor.max = Math.max(0, list.length - 1);
    cursor.value = list.indexOf(window);
    cursor.setAttribute('aria-valuetext', say(window));
  };

  const pick = window => {
    mark(window);
    drawing.moveTo(window.start_ms);
    where.textContent = clock(window.start_ms);
    drawDetail(detail, call, window, () => offer());
  };

  const drawing = await lanes(chartBox, channels, sorted, duration, window => {
    player.stop();
    stopped();
    pick(window);
  });

  const player = new Player((channel, from, until) => `${path}/audio?channel=${channel}&start_ms=${from}&end_ms=${until}`,
      ms => {
        where.textContent = clock(ms);
        drawing.moveTo(ms);
        const now = chosen().findLast(w => w.start_ms <= ms);
        if (now && now !== picked) {
          mark(now);
        }
      },
      error => {
        stopped();
        if (error) {
          note(error.message);
        }
      });
  /** What a person is saying of a window stays before them; else the window that was heard last comes. */
  const stopped = () => {
    play.textContent = '▶ Play';
    if (picked && !detail.querySelector('form[data-begun]')) {
      drawDetail(detail, call, picked, () => offer());
    }
  };
  const toggle = () => {
    if (player.playing) {
      player.stop();
      stopped();
      return;
    }
    play.textContent = '■ Stop';
    player.play(Number(channelChoice.value), picked?.start_ms ?? 0, duration()).catch(error => {
      stopped();
      note(error.message);
    });
  };
  play.addEventListener('click', toggle);
  channelChoice.addEventListener('change', () => {
    player.stop();
    stopped();
    const at = chosen()[0];
    if (at) {
      pick(at);
    }
  });
  cursor.addEventListener('input', () => {
    player.stop();
    stopped();
    const at = chosen()[Number(cursor.value)];
    if (at) {
      pick(at);
    }
  });
  cursor.addEventListener('keydown', event => {
    if (event.key === ' ') {
      event.preventDefault();
      toggle();
    }
  });

  /** The windows that a person's word helps most: where the model is least sure. */
  const offer = () => {
    const said = corrected(id);
    const list = sorted().filter(w => w.emotion !== null && !said.has(w.prediction_id))
        .sort((a, b) => a.confidence - b.confidence).slice(0, UNCERTAIN);
    fill(uncertain,
        el('h2', {}, 'Least certain first'),
        el('p', {class: 'quiet'}, 'A correction helps most where the model is least sure.'),
        el('ul', {class: 'list'}, list.map(w => el('li', {}, el('button', {type: 'button', onclick: () => {
          pick(w);
          detail.scrollIntoView({block: 'nearest'});
        }}, `${clock(w.start_ms)} ${w.role}: ${w.emotion} ${percent(w.confidence)}`)))),
        list.length ? null : el('p', {}, 'No window with speech is left.'));
  };

  const drawFacts = () => {
    const models = [...new Set([...windows.values()].map(w => `${w.model_name}:${w.model_version}`))];
    fill(facts, el('h2', {}, 'Facts'), el('dl', {class: 'facts'}, pairs([
      ['Status', call.status + (call.failure_reason ? `: ${call.failure_reason}` : '')],
      ['Progress', call.complete ? `complete, ${call.windows} windows` : `${windows.size} of ${call.windows_expected ?? '…'} windows`],
      ['Length', clock(call.duration_ms) + (call.truncated ? ' (cut: the file ended early)' : '')],
      ['Channels', call.channels.map(c => `${c.role}${c.analysed ? '' : ' (not analysed)'}`).join(', ') || '–'],
      ['Recorded', moment(call.recorded_at)],
      ['Consent basis', call.consent_basis ?? 'not given'],
      ['Model', models.join(', ') || '–'],
    ])));
  };

  const drawRoles = () => {
    fill(roles,
        el('h2', {}, 'How the call went'),
        el('div', {class: 'scroll', tabindex: 0}, el('table', {},
            el('thead', {}, el('tr', {}, ['Role', 'Whole call', 'Start', 'Middle', 'End', 'Trend', 'Longest negative', 'Silent', 'Not sure']
                .map(name => el('th', {scope: 'col'}, name)))),
            el('tbody', {}, call.roles.map(role => el('tr', {},
                el('th', {scope: 'row'}, role.role),
                [role.share, role.share_start, role.share_middle, role.share_end].map(share => el('td', {}, mix(share))),
                el('td', {}, trend(role.trend)),
                el('td', {}, span(role.longest_negative_ms)),
                el('td', {class: 'number'}, percent(role.windows ? role.silent_windows / role.windows : null)),
                el('td', {class: 'number'}, percent(role.windows ? role.abstained_windows / role.windows : null))))))),
        el('p', {class: 'quiet'}, `Trend: ${call.trend_formula}`),
        el('details', {}, el('summary', {}, 'The whole timeline as a table'),
            el('div', {class: 'scroll', tabindex: 0}, el('table', {},
                el('thead', {}, el('tr', {}, ['From', 'To', 'Role', 'Emotion'].map(name => el('th', {scope: 'col'}, name)))),
                el('tbody', {}, call.roles.flatMap(role => role.segments.map(s => [role.role, s]))
                    .sort((a, b) => a[1].start_ms - b[1].start_ms)
                    .map(([role, s]) => el('tr', {}, el('td', {}, clock(s.start_ms)), el('td', {}, clock(s.end_ms)),
                        el('td', {}, role), el('td', {}, badge(s.emotion)))))))));
  };

  const drawn = new Set();
  const drawAlert = alert => el('div', {class: 'card alert'},
      el('b', {}, `⚠ ${alert.rule}`), ` ${alert.condition}: `,
      alert.measured > 1 ? span(alert.measured) : percent(alert.measured), ' ',
      el('button', {type: 'button', onclick: () => {
        const at = windows.get(alert.evidence[0]);
        if (at) {
          pick(at);
        }
      }, disabled: alert.evidence.length === 0}, `Show the evidence (${count(alert.evidence.length, 'window')})`));
  const keepAlert = alert => {
    if (!drawn.has(alert.alert_id)) {
      drawn.add(alert.alert_id);
      alerts.append(drawAlert(alert));
    }
  };
  raised.forEach(keepAlert);

  const all = () => {
    drawing.draw();
    drawFacts();
    drawRoles();
    offer();
  };
  const redraw = gather(() => {
    all();
    if (!picked) {
      start();
    }
  }, 300);
  const start = () => {
    const at = chosen().find(w => w.emotion !== null) ?? chosen()[0];
    if (at) {
      pick(at);
    } else {
      fill(detail, el('h2', {}, 'Window'), el('p', {class: 'quiet'}, 'The first prediction will come in a moment.'));
    }
  };
  all();
  start();

  const take = (type, record) => {
    if (type === 'prediction') {
      keep(record);
    } else if (type === 'alert') {
      keepAlert(record);
    } else if (type === 'summary') {
      const {roles: r, windows: w, windows_expected, complete} = record;
      call = {...call, roles: r, windows: w, windows_expected, complete};
    } else {
      call = {...call, status: record.status, duration_ms: record.duration_ms ?? call.duration_ms};
    }
    redraw();
  };
  const again = () => orNote(async () => {
    call = await get(path);
    (await get(`${path}/timeline`)).forEach(keep);
    (await get(`${path}/alerts`)).forEach(keepAlert);
    redraw();
  });
  return {take, again, close() {
    player.close();
    drawing.close();
  }};
}

function channelsOf(call, windows) {
  const analysed = call.channels.filter(channel => channel.analysed);
  if (analysed.length) {
    return analysed;
  }
  const seen = new Map(windows.map(w => [w.channel, {index: w.channel, role: w.role}]));
  return seen.size ? [...seen.values()] : [{index: 0, role: 'unknown'}];
}

const pairs = facts => facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]);

/** What a window says, in full, and the form to say otherwise. */
function drawDetail(box, call, window, saved) {
  const speech = window.emotion !== null;
  fill(box,
      el('h2', {}, `${clock(window.start_ms)} to ${clock(window.end_ms)}, ${window.role} `, speech ? badge(window.emotion) : ''),
      speech ? posterior(window) : el('p', {}, say(window)),
      el('p', {class: 'quiet'}, [
        window.abstain_reason === 'low_confidence' ? 'under the confidence that the model needs to be sure' : null,
        window.speech_ratio === null ? null : `speech ${percent(window.speech_ratio)}`,
        window.loudness_dbfs === null ? null : `${window.loudness_dbfs.toFixed(1)} dBFS`,
        window.pitch_hz === null ? null : `${window.pitch_hz.toFixed(0)} Hz`,
        `model ${window.model_name}:${window.model_version}`,
      ].filter(part => part).join(' · ')),
      speech ? correction(call, window, saved) : null);
}

function posterior(window) {
  return el('ul', {class: 'posterior'}, EMOTIONS.map(e => {
    const share = window[`p_${e.name}`];
    return el('li', {}, el('span', {}, `${e.sign} ${e.name}`),
        el('div', {class: 'track', 'aria-hidden': 'true'}, el('div', {class: 'fill', style: {background: e.color, width: percent(share, 1).replace(' ', '')}})),
        el('span', {class: 'number'}, percent(share)));
  }));
}

function correction(call, window, saved) {
  const emotion = el('select', {name: 'emotion'},
      EMOTIONS.map(e => el('option', {value: e.name, selected: e.name === window.emotion}, e.name)));
  const annotator = el('input', {name: 'annotator', required: true, maxlength: 200, pattern: '[^\\/]+',
    autocomplete: 'name', value: localStorage.getItem(ANNOTATOR) ?? ''});
  const answer = el('p', {role: 'status', class: 'good', style: {flexBasis: '100%', margin: 0}},
      corrected(call.call_id).get(window.prediction_id) ?? '');
  const possible = call.duration_ms !== null && call.duration_ms !== undefined;
  const form = el('form', {class: 'correction'},
      el('label', {}, 'What I hear', emotion),
      el('label', {}, 'My name', annotator),
      el('button', {class: 'first', disabled: !possible}, 'Save correction'),
      possible ? null : el('p', {class: 'quiet'}, 'The call must be complete first.'),
      answer);
  form.addEventListener('input', () => form.toggleAttribute('data-begun', true));
  form.addEventListener('submit', event => {
    event.preventDefault();
    form.toggleAttribute('data-begun', false);
    orNote(async () => {
      localStorage.setItem(ANNOTATOR, annotator.value);
      await post(`v1/calls/${encodeURIComponent(call.call_id)}/labels`, {
        channel: window.channel, start_ms: window.start_ms, end_ms: window.end_ms,
        emotion: emotion.value, annotator: annotator.value,
      });
      answer.textContent = `Saved: ${emotion.value}. It becomes a labelled feature for the next training.`;
      corrected(call.call_id).set(window.prediction_id, answer.textContent);
      saved();
    });
  });
  return form;
}

const corrections = new Map();

/** What was corrected of a call since the page was loaded. */
function corrected(callId) {
  if (!corrections.has(callId)) {
    corrections.set(callId, new Map());
  }
  return corrections.get(callId);
}

async function download(event, path, type, name) {
  event.preventDefault();
  await orNote(async () => {
    const response = await fetch(`${path}/timeline`, {headers: {Accept: type}});
    if (!response.ok) {
      throw new Error(`The export failed: ${response.status}`);
    }
    const link = el('a', {href: URL.createObjectURL(await response.blob()), download: name});
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
