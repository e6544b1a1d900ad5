import type { CheerioAPI } from 'cheerio/slim';
import type { SourceElement } from '../parse.ts';
import type { Source } from './source.ts';

/** A line that is drawn with signs. */
const RULER = /^(?:={5,}|-{5,})$/;

/** Dockone (dockone.io): translations about containers, on a question-and-answer system. */
export const dockone: Source = {
  name: 'dockone',
  names: ['Dockone', 'DockOne', 'dockone.io'],
  hosts: ['dockone.io'],
  promotion: ['.aw-ad', '.dockone-qrcode'],
  furniture: ['.aw-upload-img-list > a.aw-delete', '.aw-comment-box', '.meta.clearfix'],
  rename: { 'div.aw-code': 'pre' },
  rewrites: [
    { selector: 'pre', rewrite: dropLineBreakPairs },
    { selector: 'div, p', rewrite: dropRulers },
  ],
  phrases: [RULER, /^如果你对.{1,30}感兴趣.{0,20}(?:报名|培训).{0,40}$/],
};

/** Its editor writes a `<br>` at the end of each line of code, which has a line feed already. */
function dropLineBreakPairs(code: SourceElement, $: CheerioAPI): void {
  $(code)
    .find('br')
    .each((_index, lineBreak) => {
      const { next } = lineBreak;
      if (next !== null && next.type === 'text' && /^\r?\n/.test(next.data)) $(lineBreak).remove();
    });
}

/** A ruler in a paragraph whose lines are told apart by `<br>` goes with the break after it. */
function dropRulers(paragraph: SourceElement, $: CheerioAPI): void {
  $(paragraph)
    .contents()
    .each((_index, node) => {
      if (node.type !== 'text' || !RULER.test(node.data.trim())) return;
      const { next } = node;
      if (next !== null && $(next).is('br')) $(next).remove();
      $(node).remove();
    });
}
