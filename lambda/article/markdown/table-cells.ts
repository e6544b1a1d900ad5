import type { MarkdownIt, StateBlock, Token } from 'markdown-it';

/** Shows the cells of a row that has more of them than the head of its table: a reader of the source sees them, too. */
export function supportWideRows(renderer: MarkdownIt): void {
  const { ruler } = renderer.block;
  const all = ruler.getRules('');
  ruler.disable('table');
  const others = new Set(ruler.getRules(''));
  ruler.enable('table');
  const readTable = all.find((rule) => !others.has(rule));
  if (readTable === undefined) return;
  const readWide: typeof readTable = (state, startLine, endLine, silent) => {
    const from = state.tokens.length;
    const isTable = readTable(state, startLine, endLine, silent);
    if (isTable && !silent) widenRows(state, from);
    return isTable;
  };
  ruler.at('table', readWide, { alt: ['paragraph', 'reference'] });
}

function widenRows(state: StateBlock, from: number): void {
  const tokens = state.tokens.slice(from);
  const columns = tokens.filter(({ type }) => type === 'th_open').length;
  const written: Token[] = [];
  let row: Token | undefined;
  for (const token of tokens) {
    if (token.type === 'tr_open') row = token;
    if (token.type === 'tr_close' && row !== undefined) written.push(...cellsBeyond(state, row, columns));
    written.push(token);
  }
  if (written.length === tokens.length) return;
  state.tokens.length = from;
  for (const token of written) state.tokens.push(token);
}

function cellsBeyond(state: StateBlock, { map, level }: Token, columns: number): readonly Token[] {
  const line = map?.[0] ?? 0;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return splitCells(state.src.slice(start, state.eMarks[line]).trim())
    .slice(columns)
    .flatMap((content) => {
      const [open, inline, close] = [
        new state.Token('td_open', 'td', 1),
        new state.Token('inline', '', 0),
        new state.Token('td_close', 'td', -1),
      ];
      open.level = close.level = level + 1;
      Object.assign(inline, { content: content.trim(), children: [], level: level + 2 });
      return [open, inline, close];
    });
}

/** The cells of a row, without what is before the first bar and behind the last one if that is nothing. */
function splitCells(row: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  for (let at = 0, next = row.indexOf('|'); at <= row.length; next = row.indexOf('|', at)) {
    const end = next < 0 ? row.length : next;
    const isEscaped = row.charAt(end - 1) === '\\' && next >= 0;
    cell += row.slice(at, isEscaped ? end - 1 : end);
    at = end + 1;
    if (isEscaped) {
      cell += '|';
    } else {
      cells.push(cell);
      cell = '';
    }
  }
  if (cells[0]?.trim() === '') cells.shift();
  while (cells.at(-1)?.trim() === '') cells.pop();
  return cells;
}
