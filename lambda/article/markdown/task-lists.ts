import type { MarkdownIt, StateCore } from 'markdown-it';

const BOX = /^\[([ xX])\](?=[ \t\u00a0])/;

/** Shows the boxes of task lists as characters, which every reader of feeds shows. */
export function supportTaskLists(renderer: MarkdownIt): void {
  renderer.core.ruler.before('inline', 'task_lists', drawBoxes);
}

function drawBoxes({ tokens }: StateCore): void {
  for (let index = 2; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.type !== 'inline' || tokens[index - 2]?.type !== 'list_item_open') continue;
    token.content = token.content.replace(BOX, (_box, mark: string) => (mark === ' ' ? '☐' : '☑'));
  }
}
