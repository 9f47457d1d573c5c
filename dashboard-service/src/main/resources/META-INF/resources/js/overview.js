import {el, orNote} from './dom.js';
import {get, ingest, trainer} from './api.js';
import {follow} from './live.js';
import {axis, base, chart} from './charts.js';
import {EMOTIONS, REASONS, color, mix} from './emotions.js';
import {percent, span} from './text.js';

const OUTCOMES = [...EMOTIONS.map(e => e.name), ...Object.keys(REASONS)];
const MINUTE_MS = 60_000;
const LOOK_MS = 5000;
const RANGES = [['24', 'the last day'], ['168', 'the last week'], ['720', 'the last 30 days']];
const HOUR_MS = 3_600_000;

/** Everything at once: what was felt over time, and how the platform does. */
export async function show(main) {
  const tiles = el('div', {class: 'tiles', 'aria-live': 'off'});
  const range = el('select', {'aria-label': 'Time that is shown'}, RANGES.map(([value, text]) => el('option', {value}, text)));
  const mixChart = el('div', {class: 'chart'});
  const roleTable = el('div', {class: 'scroll', tabindex: 0});
  const modelTable = el('div', {class: 'scroll', tabindex: 0});
  const health = el('div', {class: 'scroll', tabindex: 0});
  main.append(
      el('div', {class: 'row apart'}, el('h1', {}, 'Overview'), range),
      tiles,
      el('section', {class: 'card', 'aria-labelledby': 'mix-title'}, el('h2', {id: 'mix-title'}, 'Emotions by hour of recording, weighted by speech'), mixChart),
      el('div', {class: 'columns'},
          el('section', {class: 'card', 'aria-label': 'By role'}, el('h2', {}, 'By role'), roleTable),
          el('section', {class: 'card', 'aria-label': 'By model version'}, el('h2', {}, 'By model version'), modelTable),
          el('section', {class: 'card', 'aria-label': 'Services'}, el('h2', {}, 'Services'), health)));

  let mixed = [];
  const arrived = [];
  let status = null;
  let open = true;

  const drawn = await chart(mixChart, () => mixOption(mixed));

  const load = async () => {
    const to = new Date();
    const from = new Date(to - Number(range.value) * HOUR_MS);
    mixed = await get(`v1/summary?from=${from.toISOString()}&to=${to.toISOString()}`);
    drawn.draw();
    roleTable.replaceChildren(shares(mixed, row => row.role));
    modelTable.replaceChildren(shares(mixed, row => row.model));
    drawTiles();
  };
  const drawTiles = () => {
    const now = performance.now();
    while (arrived.length && arrived[0] < now - MINUTE_MS) {
      arrived.shift();
    }
    const windows = sum(mixed, row => row.windows);
    const unsure = sum(mixed.filter(row => row.outcome === 'low_confidence'), row => row.windows);
    const silent = sum(mixed.filter(row => row.outcome === 'no_speech'), row => row.windows);
    const behind = status ? status.groups.map(g => g.behind_ms) : [];
    tiles.replaceChildren(
        tile('Windows predicted', windows.toLocaleString()),
        tile('Windows a minute, now', String(arrived.length)),
        tile('Not sure', percent(windows - silent ? unsure / (windows - silent) : null, 1)),
        tile('No speech', percent(windows ? silent / windows : null, 1)),
        tile('Furthest behind', behind.length ? behind.includes(null) ? 'unknown' : span(Math.max(...behind)) : '–'),
        tile('Dead letters, 24 h', status ? status.dead_letters.toLocaleString() : '–', status?.dead_letters > 0));
  };
  const look = async () => {
    const [platform, ingestReady, trainerReady] = await Promise.all([
      get('v1/platform'), ready(ingest), ready(trainer),
    ]);
    status = platform;
    health.replaceChildren(el('table', {},
        el('thead', {}, el('tr', {}, [['Service'], ['State'], ['Consumers', 'number'], ['Behind', 'number']]
            .map(([n, kind]) => el('th', {scope: 'col', class: kind}, n)))),
        el('tbody', {},
            serviceRow('ingest-service', ingestReady, '–', '–'),
            platform.groups.map(g => serviceRow(g.service, g.members > 0 ? g.state.toLowerCase() : 'no instance',
                g.members, g.behind_ms === null ? 'unknown' : span(g.behind_ms))),
            serviceRow('trainer-service', trainerReady, '–', '–'))));
    drawTiles();
  };
  const again = async () => {
    while (open) {
      await orNote(() => Promise.all([look(), load()]));
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  };
  range.addEventListener('change', () => orNote(load));
  const unfollow = follow(type => {
    if (type === 'prediction') {
      arrived.push(performance.now());
    }
  });
  again();
  return () => {
    open = false;
    unfollow();
    drawn.close();
  };
}

async function ready(service) {
  try {
    const health = await get(await service('/q/health/ready'));
    return health.status === 'UP' ? 'ready' : 'not ready';
  } catch {
    return 'does not answer';
  }
}

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);

const tile = (name, value, bad = false) => el('div', {class: 'tile'}, el('b', {class: bad ? 'bad' : ''}, value), name);

function serviceRow(name, state, consumers, behind) {
  const good = ['ready', 'stable'].includes(state);
  return el('tr', {}, el('th', {scope: 'row'}, name),
      el('td', {}, el('span', {class: `badge ${good ? 'good' : 'bad'}`}, `${good ? '✓' : '✗'} ${state}`)),
      el('td', {class: 'number'}, String(consumers)), el('td', {class: 'number'}, behind));
}

/** A table of the mix by something. */
function shares(rows, by) {
  const groups = Map.groupBy(rows, by);
  if (!groups.size) {
    return el('p', {class: 'quiet'}, 'Nothing was predicted in this time.');
  }
  return el('table', {},
      el('thead', {}, el('tr', {}, [['Of'], ['Emotions'], ['Windows', 'number'], ['Not sure', 'number']]
          .map(([n, kind]) => el('th', {scope: 'col', class: kind}, n)))),
      el('tbody', {}, [...groups].map(([name, of]) => {
        const certain = of.filter(row => !(row.outcome in REASONS));
        const speech = sum(certain, row => row.speech_ms);
        const share = {};
        certain.forEach(row => share[row.outcome] = (share[row.outcome] ?? 0) + row.speech_ms / speech);
        const spoken = sum(of.filter(row => row.outcome !== 'no_speech'), row => row.windows);
        const unsure = sum(of.filter(row => row.outcome === 'low_confidence'), row => row.windows);
        return el('tr', {}, el('th', {scope: 'row'}, name), el('td', {}, mix(share)),
            el('td', {class: 'number'}, sum(of, row => row.windows).toLocaleString()),
            el('td', {class: 'number'}, percent(spoken ? unsure / spoken : null)));
      })));
}

function mixOption(rows) {
  const hours = [...new Set(rows.map(row => row.hour))].sort();
  const shown = OUTCOMES.filter(name => name !== 'no_speech' && name !== 'gap' && name !== 'no_features');
  const total = new Map(hours.map(hour => [hour, sum(rows.filter(r => r.hour === hour && shown.includes(r.outcome)), r => r.speech_ms)]));
  const share = (hour, outcome) => {
    const all = total.get(hour);
    return all ? sum(rows.filter(r => r.hour === hour && r.outcome === outcome), r => r.speech_ms) / all : 0;
  };
  return {
    ...base(),
    grid: {left: 52, right: 12, top: 36, bottom: 28},
    legend: {type: 'scroll', top: 0, textStyle: {color: color('text')}, pageTextStyle: {color: color('quiet')}},
    tooltip: {...base().tooltip, trigger: 'axis', valueFormatter: value => percent(value, 1)},
    xAxis: {...axis(), type: 'category', data: hours.map(hour => new Date(hour).toLocaleString(undefined,
        {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'}))},
    yAxis: {...axis(), type: 'value', min: 0, max: 1, axisLabel: {formatter: v => percent(v), color: color('quiet')}},
    series: shown.map(name => ({
      name: name === 'low_confidence' ? REASONS[name] : name, type: 'bar', stack: 'mix', barMaxWidth: 48,
      itemStyle: {color: name === 'low_confidence' ? color('hatch') : color(name), borderColor: color('surface'), borderWidth: 1},
      data: hours.map(hour => share(hour, name)),
    })),
  };
}
