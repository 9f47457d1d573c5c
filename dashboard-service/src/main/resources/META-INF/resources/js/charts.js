/** ECharts, loaded when the first chart is drawn, in the colours of the page. */

let library;

export const echarts = () => library ??= import('echarts');

/** The value of a colour of the page as it is now. */
const page = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** What every chart looks like. */
export const base = () => ({
  animation: false,
  textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12, color: page('text')},
  aria: {enabled: true},
  tooltip: {
    confine: true, backgroundColor: page('surface'), borderColor: page('line'), textStyle: {color: page('text')},
  },
});

export const axis = () => ({
  axisLine: {lineStyle: {color: page('line')}},
  axisTick: {show: false},
  axisLabel: {color: page('quiet')},
  splitLine: {lineStyle: {color: page('line')}},
  nameTextStyle: {color: page('quiet')},
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
