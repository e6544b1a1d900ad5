import { NO_ATTRIBUTES } from '../fragment/tag.ts';
import type { SourceElement } from '../parse/tree.ts';
import { readStyle } from '../style.ts';
import type { State } from './state.ts';

/** A format that a style stands for. */
interface StyledFormat {
  readonly format: string;
  /** Elements that have it already. */
  readonly unless: readonly string[];
  readonly property: string;
  readonly value: RegExp;
}

const FORMATS: readonly StyledFormat[] = [
  { format: 'strong', unless: ['b', 'strong'], property: 'font-weight', value: /^(?:bold|[6-9]00)/ },
  { format: 'em', unless: ['em', 'i'], property: 'font-style', value: /^(?:italic|oblique)/ },
  { format: 's', unless: ['s', 'del'], property: 'text-decoration', value: /line-through/ },
  { format: 's', unless: ['s', 'del'], property: 'text-decoration-line', value: /line-through/ },
  { format: 'sup', unless: ['sup'], property: 'vertical-align', value: /^super/ },
  { format: 'sub', unless: ['sub'], property: 'vertical-align', value: /^sub\b/ },
];

/** One look at a style tells whether a closer one can find anything. */
const ANY_FORMAT = /white-space|bold|[6-9]00|italic|oblique|line-through|su[pb]/i;

/** Values of `white-space` that show line feeds. */
const KEEPS_LINES = /^(?:pre|pre-line|pre-wrap|break-spaces)\b/;

/** Sina's editor keeps what is bold in an attribute of its own: `cms-style="font-L strong-Bold"`. */
export const BOLD_ATTRIBUTE = 'cms-style';
const BOLD_VALUE = /(?:^|\s)strong-Bold(?:\s|$)/;

/** Elements whose own meaning is stronger than how they look. */
const UNSTYLED: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6 pre th'.split(' '));

/** Runs `read` with the formats around it that an element's style stands for. */
export function withStyles(state: State, element: SourceElement, read: () => void): void {
  const { style, [BOLD_ATTRIBUTE]: bold } = element.attribs;
  const formats: string[] = [];
  let keepsLines = false;
  const add = (format: string, unless: readonly string[]) => {
    if (!state.composer.hasFormat(...unless)) formats.push(format);
  };
  if (bold !== undefined && BOLD_VALUE.test(bold)) add('strong', ['b', 'strong']);
  if (style !== undefined && ANY_FORMAT.test(style) && !UNSTYLED.has(element.name)) {
    const declarations = readStyle(style);
    keepsLines = KEEPS_LINES.test(declarations.get('white-space') ?? '');
    for (const { format, unless, property, value } of FORMATS) {
      if (format === element.name || unless.includes(element.name)) continue;
      if (value.test(declarations.get(property) ?? '')) add(format, unless);
    }
  }
  nest(state, formats, keepsLines ? () => state.composer.keepLines(read) : read);
}

function nest(state: State, formats: readonly string[], read: () => void): void {
  const [name, ...others] = formats;
  if (name === undefined) read();
  else state.composer.format({ name, attributes: NO_ATTRIBUTES }, () => nest(state, others, read));
}
