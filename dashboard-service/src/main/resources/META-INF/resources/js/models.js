import {el, fill, note, orNote} from './dom.js';
import {get, post, trainer} from './api.js';
import {EMOTIONS} from './emotions.js';
import {count, moment, percent} from './text.js';

const ANNOTATOR = 'affekt.annotator';
const LOOK_MS = 3000;

/** Versions, what they can do, which one serves, and how the next one comes to be. */
export async function show(main) {
  const versions = el('tbody');
  const trainingBox = el('section', {class: 'card', 'aria-label': 'Training'});
  const detail = el('section', {class: 'card', 'aria-label': 'The chosen version', 'aria-live': 'polite'});
  const history = el('ol', {reversed: true});
  const actor = el('input', {maxlength: 200, autocomplete: 'name', value: localStorage.getItem(ANNOTATOR) ?? ''});
  const reason = el('input', {maxlength: 1000, placeholder: 'why'});
  const rollback = el('button', {type: 'button'}, 'Roll back to the version before');
  main.append(
      el('h1', {}, 'Models'),
      el('p', {class: 'quiet'}, 'Every prediction names the version that made it. Inference takes a new production version over while it runs.'),
      trainingBox,
      el('section', {class: 'card', 'aria-label': 'Versions'},
          el('h2', {}, 'Versions of emotion'),
          el('div', {class: 'scroll', tabindex: 0}, el('table', {},
              el('thead', {}, el('tr', {}, [['Version'], ['Made'], ['Architecture'], ['UAR', 'number'], ['Accuracy', 'number'], ['ECE', 'number'],
                ['Windows learned', 'number'], ['Promote']].map(([n, kind]) => el('th', {scope: 'col', class: kind}, n)))), versions))),
      el('div', {class: 'columns'}, detail,
          el('section', {class: 'card', 'aria-label': 'Production'},
              el('h2', {}, 'What is in production'),
              el('form', {onsubmit: event => event.preventDefault()},
                  el('label', {}, 'Your name', actor), el('label', {style: {flex: '2 1 14rem'}}, 'Reason', reason), rollback),
              el('h3', {}, 'History'), history)));

  let open = true;
  let list = [];
  let shown = null;

  const say = () => {
    if (!actor.value.trim() || !reason.value.trim()) {
      (actor.value.trim() ? reason : actor).focus();
      throw new Error('Say who you are and why: it is kept in the history.');
    }
    localStorage.setItem(ANNOTATOR, actor.value);
    return {actor: actor.value.trim(), reason: reason.value.trim()};
  };
  const move = path => orNote(async () => {
    const moved = await post(await trainer(path), say());
    note(`Version ${moved.version} is in production.`);
    reason.value = '';
    await load();
  });
  rollback.addEventListener('click', () => move('/v1/models/rollback'));

  const load = async () => {
    const [found, moves] = await Promise.all([get(await trainer('/v1/models')), get(await trainer('/v1/models/history'))]);
    list = found.reverse();
    fill(versions, list.map(model => el('tr', {},
        el('td', {}, el('button', {type: 'button', onclick: () => choose(model.version)}, `Version ${model.version}`), ' ',
            model.aliases.map(alias => el('span', {class: 'badge good'}, alias))),
        el('td', {}, moment(model.created_at)), el('td', {}, model.architecture),
        el('td', {class: 'number'}, percent(model.metrics?.uar, 1)), el('td', {class: 'number'}, percent(model.metrics?.accuracy, 1)),
        el('td', {class: 'number'}, percent(model.metrics?.ece, 1)), el('td', {class: 'number'}, model.lineage.windows.toLocaleString()),
        el('td', {}, model.aliases.length ? null : el('button', {type: 'button', 'aria-label': `Promote version ${model.version}`,
          onclick: () => move(`/v1/models/${model.version}/promote`)}, 'Promote')))));
    fill(history, moves.reverse().map(m => el('li', {value: null},
        el('b', {}, `version ${m.version}`), ` by ${m.actor}, ${moment(m.changed_at)}: ${m.reason}`)));
    rollback.disabled = moves.length < 2;
    await choose(shown ?? list[0]?.version);
  };

  const choose = async version => {
    shown = version ?? null;
    const model = list.find(m => m.version === version);
    if (!model) {
      fill(detail, el('h2', {}, 'No version yet'));
      return;
    }
    const report = await trainer(`/v1/models/${version}/report`);
    const card = await trainer(`/v1/models/${version}/card`);
    fill(detail, 
        el('h2', {}, `Version ${version}`),
        el('p', {}, el('a', {href: report, target: '_blank', rel: 'noopener'}, 'Report: curves, calibration, fairness'), ' · ',
            el('a', {href: card, target: '_blank', rel: 'noopener'}, 'Model card')),
        model.metrics ? confusion(model.metrics) : el('p', {}, 'It was not evaluated: nobody was held out.'),
        el('dl', {class: 'facts'}, [
          ['Held-out speakers', model.lineage.held_out_speakers.join(', ') || 'none'],
          ['Features', model.feature_specification], ['Dataset', model.lineage.dataset_sha256],
          ['Archive', model.archive_sha256], ['Code', model.lineage.code_version], ['Seed', String(model.lineage.seed)],
          ['Parameters', Object.entries(model.lineage.parameters).map(([k, v]) => `${k} ${v}`).join(', ')],
        ].flatMap(([name, value]) => [el('dt', {}, name), el('dd', {class: 'mono'}, value)])));
  };

  const start = el('button', {type: 'button', class: 'first'}, 'Train a new version');
  start.addEventListener('click', () => orNote(async () => {
    await post(await trainer('/v1/trainings'), {actor: actor.value.trim() || 'dashboard'});
    await look();
  }));
  const waiting = el('p');
  const state = el('p', {role: 'status'});
  const bar = el('progress', {max: 1, value: 0, 'aria-label': 'Progress of the training'});
  trainingBox.append(el('h2', {}, 'Training'), waiting, el('div', {class: 'row'}, start), state, bar);

  let last = null;
  const look = async () => {
    const [labels, trainings] = await Promise.all([
      get(await trainer('/v1/trainings/new-labels')), get(await trainer('/v1/trainings')),
    ]);
    waiting.textContent = `${count(labels.windows, 'newly labelled window')} that no training has seen, counted since ${moment(labels.since)}.`;
    const newest = trainings[0];
    const runs = newest && !['DONE', 'FAILED', 'CANCELLED'].includes(newest.state);
    start.disabled = Boolean(runs);
    bar.hidden = !runs;
    if (newest) {
      bar.value = newest.epochs ? newest.epoch / newest.epochs : 0;
      state.textContent = tell(newest);
      const ended = `${newest.id} ${newest.state}`;
      if (last !== null && last !== ended && !runs) {
        await load();
      }
      last = ended;
    } else {
      last = '';
    }
  };
  await load();
  (async () => {
    while (open) {
      await orNote(look);
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  })();
  return () => {
    open = false;
  };
}

function tell(training) {
  const what = `Last training (${training.architecture}): ${training.state.toLowerCase()}`;
  const at = training.state === 'TRAINING' ? `, epoch ${training.epoch} of ${training.epochs}, ${training.windows} windows, loss ${training.loss.toFixed(3)}` : '';
  const came = training.version ? `, version ${training.version}${training.promoted ? ', promoted' : ', not promoted'}` : '';
  return what + at + came + (training.message ? `: ${training.message}` : '');
}

/** Rows are what was said by people, columns what the model heard; darker is more of the row. */
function confusion(metrics) {
  return el('div', {class: 'scroll', tabindex: 0},
      el('p', {}, `UAR ${percent(metrics.uar, 1)}, accuracy ${percent(metrics.accuracy, 1)} on ${metrics.windows} windows of speakers that it has not heard.`),
      el('table', {class: 'confusion'},
          el('caption', {class: 'quiet'}, 'Rows: the label. Columns: the prediction.'),
          el('thead', {}, el('tr', {}, el('td'), EMOTIONS.map(e => el('th', {scope: 'col'}, el('abbr', {title: e.name}, e.sign))), el('th', {scope: 'col'}, 'Recall'))),
          el('tbody', {}, metrics.confusion.map((row, r) => {
            const all = row.reduce((a, b) => a + b, 0);
            return el('tr', {}, el('th', {scope: 'row'}, EMOTIONS[r].name),
                row.map((n, c) => el('td', {class: r === c ? 'right' : null, style: {
                  background: `color-mix(in srgb, ${EMOTIONS[c].color} ${all ? Math.round(45 * n / all) : 0}%, transparent)`,
                }}, n ? String(n) : '')),
                el('td', {class: 'number'}, percent(all ? row[r] / all : null)));
          }))));
}
