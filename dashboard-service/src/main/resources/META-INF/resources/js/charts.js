import {color} from './emotions.js';

/** ECharts, loaded when the first chart is drawn, in the colours of the page. */

let library;

export const echarts = () => library ??= import('echarts');

/** What every chart looks like. */
export const base = () => ({
  animation: false,
  textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12, color: color('text')},
  aria: {enabled: true},
  tooltip: {
    confine: true, backgroundColor: color('surface'), borderColor: color('line'), textStyle: {color: color('text')},
  },
});

export const axis = () => ({
  axisLine: {lineStyle: {color: color('line')}},
  axisTick: {show: false},
  axisLabel: {color: color('quiet')},
  splitLine: {lineStyle: {color: color('line')}},
  nameTextStyle: {color: color('quiet')},
});

/**
 * Keeps a chart in an element: drawn anew when the element's width or the page's colours change.
 *
 * @param option gives the chart's options
 * @returns {chart, draw, close}
 */
export async function chart(element, option) {
  const library = await echarts();
  const made = library.init(element, null, {renderer: 'canvas'});
  const draw = () => made.setOption(option(), {notMerge: true});
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const resize = new ResizeObserver(() => made.resize());
  dark.addEventListener('change', draw);
  resize.observe(element);
  draw();
  return {
    chart: made,
    draw,
    close() {
      dark.removeEventListener('change', draw);
      resize.disconnect();
      made.dispose();
    },
  };
}
