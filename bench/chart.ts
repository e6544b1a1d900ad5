import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import type { Verdict } from './result.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Longer labels would leave no room for the bars. */
const LABEL_WIDTH = 470;
const BAR_WIDTH = 330;

/** What is still shown of a bar that is missed by far. */
const MOST_SHOWN = 2;

/**
 * A chart of how much of what each bar allows was needed, as an SVG document that takes on the light or dark scheme of
 * whoever looks at it.
 */
export function drawChart(verdicts: readonly Verdict[]): string {
  const { document } = new JSDOM('').window;
  const rows = verdicts.map(({ what, share }) => ({
    what: what.replaceAll('`', ''),
    percent: Math.min(share, MOST_SHOWN) * 100,
    met: share <= 1,
    label: `${Math.round(share * 100)} %`,
  }));
  const chart = Plot.plot({
    document,
    className: 'chart',
    width: LABEL_WIDTH + BAR_WIDTH + 60,
    height: 65 + 22 * rows.length,
    marginLeft: LABEL_WIDTH,
    marginRight: 60,
    marginBottom: 45,
    x: {
      domain: [0, Math.max(120, ...rows.map(({ percent }) => percent))],
      label: 'percent of what the bar allows',
      labelOffset: 40,
    },
    y: { label: null, domain: rows.map(({ what }) => what), tickSize: 0 },
    marks: [
      Plot.barX(rows, {
        x: 'percent',
        y: 'what',
        className: 'met',
        filter: (row) => row.met,
        insetTop: 4,
        insetBottom: 4,
      }),
      Plot.barX(rows, {
        x: 'percent',
        y: 'what',
        className: 'missed',
        filter: (row) => !row.met,
        insetTop: 4,
        insetBottom: 4,
      }),
      Plot.ruleX([100], { stroke: 'currentColor', strokeDasharray: '3 3' }),
      Plot.text(rows, {
        x: 'percent',
        y: 'what',
        text: 'label',
        textAnchor: 'start',
        dx: 5,
        className: 'value',
      }),
    ],
  });
  const title = document.createElementNS(SVG, 'title');
  title.textContent = 'How much of what each bar allows was needed';
  const style = document.createElementNS(SVG, 'style');
  style.textContent = STYLE;
  chart.prepend(title, style);
  chart.setAttribute('xmlns', SVG);
  return `${chart.outerHTML}\n`;
}

const STYLE = `
.chart { color: #1f2328; background: #ffffff; font: 12px system-ui, sans-serif }
.met { fill: #2c7a4b }
.missed { fill: #b3261e }
.value { fill: currentColor; stroke: #ffffff; stroke-width: 4; paint-order: stroke }
@media (prefers-color-scheme: dark) {
  .chart { color: #e6edf3; background: #0d1117 }
  .met { fill: #4fae74 }
  .missed { fill: #f2776c }
  .value { stroke: #0d1117 }
}
`;
