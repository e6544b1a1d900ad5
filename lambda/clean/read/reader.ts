import { SizeBudget } from '../budget.ts';
import type { Child } from '../fragment/tag.ts';
import type { ParsedBody } from '../parse/body.ts';
import { Measurements } from '../parse/measure.ts';
import { isComment, isElement, isText, type SourceElement } from '../parse/tree.ts';
import type { RemovalLog } from '../removals.ts';
import type { CommentReader } from '../sources/source.ts';
import { Anchors } from './anchors.ts';
import { readComment } from './comments.ts';
import { Composer } from './composer.ts';
import { readUnknown } from './handlers/containers.ts';
import { HANDLERS } from './handlers.ts';
import type { ReadingContext, State } from './state.ts';
import { BOLD_ATTRIBUTE, withStyles } from './styles.ts';

/** Reads a body, marked before, into clean blocks. */
export function readBody(
  { root, length }: ParsedBody,
  context: ReadingContext,
  comments: readonly CommentReader[],
  removals: RemovalLog,
  texToMathml: State['texToMathml'],
): Child[] {
  const state: State = {
    context,
    composer: new Composer(new SizeBudget(length)),
    anchors: new Anchors(root, context),
    measurements: new Measurements(),
    removals,
    comments,
    texToMathml,
    readNodes(nodes) {
      for (const node of nodes) {
        if (isText(node)) state.composer.addText(node.data);
        else if (isElement(node)) readElement(state, node);
        else if (isComment(node)) readComment(state, node.data);
      }
    },
  };
  state.readNodes(root.children);
  return state.composer.finish();
}

function readElement(state: State, element: SourceElement): void {
  const read = HANDLERS.get(element.name) ?? readUnknown;
  const { attribs } = element;
  if (attribs.style === undefined && attribs[BOLD_ATTRIBUTE] === undefined) read(state, element);
  else withStyles(state, element, () => read(state, element));
}
