import {axis, base, chart, echarts} from './charts.js';
import {REASONS, color, emotion} from './emotions.js';
import {clock, percent} from './text.js';

const HOP_MS = 1500;
const LANE = 84;
const SOUND = 52;
const GAP = 26;
const TOP = 26;
/** More of a call than this is scrolled. */
const SHOWN_MS = 180_000;

/** What a window says, as a sentence. */
export function say(window) {
  const where = `${clock(window.start_ms)} to ${clock(window.end_ms)}, ${window.role}`;
  if (window.emotion === null) {
    return `${where}: ${REASONS[window.abstain_reason]}`;
  }
  const sure = window.abstain_reason ? ', not sure' : '';
  return `${where}: ${window.emotion} ${percent(window.confidence)}${sure}`;
}

/** The stretch of a window that is drawn as its own: up to where the next one starts. */
const until = window => Math.min(window.end_ms, window.start_ms + HOP_MS);

/**
 * One lane for each channel: the emotion by colour and sign, the confidence as height; below it loudness and pitch.
 *
 * @param windows gives the windows, in any order
 * @param duration gives the length of the call, milliseconds
 * @param picked told which window was clicked
 */
export async function lanes(element, channels, windows, duration, picked) {
  const library = await echarts();
  const block = LANE + SOUND + GAP + 14;
  element.style.height = `${TOP + channels.length * block + 54}px`;
  let cursorMs = 0;

  const grids = () => channels.flatMap((_, n) => [
    {left: 64, right: 52, top: TOP + n * block, height: LANE},
    {left: 64, right: 52, top: TOP + n * block + LANE + 14, height: SOUND},
  ]);

  const time = (grid, labels) => ({
    ...axis(), type: 'value', gridIndex: grid, min: 0, max: Math.max(duration(), 3000), splitLine: {show: false},
    axisLabel: {show: labels, formatter: clock, color: color('quiet')}, axisPointer: {show: true, label: {show: false}},
  });

  function draw(params, api, list, channel) {
    const window = list[params.dataIndex];
    const [left, bottom] = api.coord([window.start_ms, 0]);
    const [right] = api.coord([until(window), 0]);
    const height = api.size([0, 1])[1];
    const width = Math.max(1, right - left - 1);
    const shape = (x, y, w, h) => library.graphic.clipRectByRect({x, y, width: w, height: h}, params.coordSys);
    if (window.emotion === null) {
      const missing = window.abstain_reason !== 'no_speech';
      const rect = shape(left, bottom - (missing ? height : 5), width, missing ? height : 5);
      return rect && {type: 'rect', shape: rect, style: {
        fill: color('hatch'), opacity: missing ? 0.35 : 1,
        decal: null, stroke: missing ? color('bad') : null, lineDash: missing ? [3, 3] : null,
      }};
    }
    const tall = Math.max(6, window.confidence * height);
    const rect = shape(left, bottom - tall, width, tall);
    if (!rect) {
      return undefined;
    }
    const unsure = window.abstain_reason !== null;
    const drawn = [{type: 'rect', shape: rect, style: {
      fill: color(window.emotion), opacity: unsure ? 0.35 : 1,
      stroke: unsure ? color(window.emotion) : null, lineDash: unsure ? [3, 2] : null, lineWidth: 1.5,
    }}];
    const run = runAt(list, params.dataIndex, channel);
    const room = api.coord([run.end, 0])[0] - left;
    if (run.first && room > 20 && left >= params.coordSys.x - 1) {
      drawn.push({type: 'text', style: {
        text: emotion(window.emotion).sign + (room > 80 ? ` ${window.emotion}` : ''), x: left + 3, y: bottom - 5,
        verticalAlign: 'bottom', fill: unsure ? color('text') : color('on-emotion'), fontSize: 12, fontWeight: 600,
      }});
    }
    return {type: 'group', children: drawn};
  }

  function option() {
    const all = windows();
    const end = Math.max(duration(), 3000);
    const series = channels.flatMap((channel, n) => {
      const list = all.filter(w => w.channel === channel.index);
      const mark = {silent: true, symbol: 'none', animation: false, label: {show: false},
        lineStyle: {color: color('text'), width: 2, type: 'solid'}, data: [{xAxis: cursorMs}]};
      return [
        {type: 'custom', id: `lane${n}`, xAxisIndex: 2 * n, yAxisIndex: 3 * n, clip: true, encode: {x: 0, y: 1},
          data: list.map(w => [w.start_ms, w.confidence ?? 0]),
          renderItem: (params, api) => draw(params, api, list, channel), markLine: mark},
        {type: 'line', id: `loud${n}`, name: 'loudness', xAxisIndex: 2 * n + 1, yAxisIndex: 3 * n + 1, showSymbol: false,
          lineStyle: {width: 1.5, color: color('quiet')}, areaStyle: {color: color('hatch'), opacity: 0.3, origin: 'start'},
          data: list.map(w => [(w.start_ms + until(w)) / 2, w.loudness_dbfs]), markLine: mark},
        {type: 'scatter', id: `pitch${n}`, name: 'pitch', xAxisIndex: 2 * n + 1, yAxisIndex: 3 * n + 2, symbolSize: 4,
          itemStyle: {color: color('accent')},
          data: list.filter(w => w.pitch_hz !== null).map(w => [(w.start_ms + until(w)) / 2, w.pitch_hz])},
      ];
    });
    const shown = zoom ?? {startValue: 0, endValue: Math.min(end, SHOWN_MS)};
    return {
      ...base(),
      title: channels.map((channel, n) => ({text: channel.role, left: 0, top: 2 + n * block,
        textStyle: {fontSize: 13, color: color('text')}})),
      grid: grids(),
      xAxis: channels.flatMap((_, n) => [time(2 * n, false), time(2 * n + 1, true)]),
      yAxis: channels.flatMap((_, n) => [
        {...axis(), gridIndex: 2 * n, min: 0, max: 1, interval: 0.5, axisLabel: {formatter: v => percent(v), color: color('quiet')}},
        {...axis(), gridIndex: 2 * n + 1, min: -70, max: 0, interval: 70, splitLine: {show: false},
          axisLabel: {formatter: v => v === 0 ? '0 dBFS' : v, color: color('quiet'), fontSize: 11}},
        {...axis(), gridIndex: 2 * n + 1, position: 'right', min: 50, max: 400, interval: 350, splitLine: {show: false},
          axisLabel: {formatter: v => v === 400 ? '400 Hz' : v, color: color('accent'), fontSize: 11}},
      ]),
      dataZoom: [
        {type: 'slider', xAxisIndex: channels.flatMap((_, n) => [2 * n, 2 * n + 1]), ...shown, bottom: 8, height: 22,
          filterMode: 'weakFilter', labelFormatter: clock, textStyle: {color: color('quiet')}, brushSelect: false,
          borderColor: color('line'), showDataShadow: false},
        {type: 'inside', xAxisIndex: channels.flatMap((_, n) => [2 * n, 2 * n + 1]), ...shown, filterMode: 'weakFilter',
          zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, preventDefaultMouseMove: false},
      ],
      tooltip: {...base().tooltip, trigger: 'item', formatter: params => {
        const channel = channels[Math.floor(params.seriesIndex / 3)];
        const list = all.filter(w => w.channel === channel.index);
        const window = params.seriesType === 'custom' ? list[params.dataIndex]
            : list.find(w => params.value[0] >= w.start_ms && params.value[0] <= until(w));
        return window ? say(window) + sound(window) : '';
      }},
      series,
    };
  }

  let zoom = null;
  const made = await chart(element, option);
  made.chart.on('click', params => {
    const n = Math.floor(params.seriesIndex / 3);
    const list = windows().filter(w => w.channel === channels[n].index);
    const at = params.seriesType === 'custom' ? list[params.dataIndex] : list.find(w => params.value[0] <= until(w));
    if (at) {
      picked(at);
    }
  });
  made.chart.on('datazoom', () => {
    const {startValue, endValue} = made.chart.getOption().dataZoom[0];
    zoom = {startValue, endValue};
  });

  return {
    draw: made.draw,
    close: made.close,
    /** Moves the cursor; the view follows it. */
    moveTo(ms) {
      cursorMs = ms;
      const mark = {data: [{xAxis: ms}]};
      made.chart.setOption({series: channels.flatMap((_, n) => [{id: `lane${n}`, markLine: mark}, {id: `loud${n}`, markLine: mark}])});
      const {startValue, endValue} = made.chart.getOption().dataZoom[0];
      if (ms < startValue || ms > endValue) {
        const width = endValue - startValue;
        const start = Math.max(0, Math.min(ms - width / 10, duration() - width));
        made.chart.dispatchAction({type: 'dataZoom', startValue: start, endValue: start + width});
      }
    },
  };
}

const sound = window => [
  window.loudness_dbfs === null ? '' : `, ${window.loudness_dbfs.toFixed(0)} dBFS`,
  window.pitch_hz === null ? '' : `, ${window.pitch_hz.toFixed(0)} Hz`,
].join('');

/** Whether a run of one emotion starts at a window, and where it ends. */
function runAt(list, at) {
  const same = (a, b) => a && a.emotion === b.emotion && (a.abstain_reason === null) === (b.abstain_reason === null);
  let last = at;
  while (same(list[last + 1], list[at]) && last - at < 60) {
    last++;
  }
  return {first: !same(list[at - 1], list[at]), end: until(list[last])};
}
