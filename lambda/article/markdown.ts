import { mark as supportMarks } from '@mdit/plugin-mark';
import Markdown, { type MarkdownIt } from 'markdown-it';
import supportChineseEmphasis from 'markdown-it-cjk-friendly';
import { supportAbbreviations } from './markdown/abbreviations.ts';
import { supportAttributes } from './markdown/attributes.ts';
import { guessLanguage } from './markdown/callout-labels.ts';
import { supportCallouts } from './markdown/callouts.ts';
import { findCode } from './markdown/code-ranges.ts';
import { supportDefinitionLists } from './markdown/definition-lists.ts';
import { supportEmbeds } from './markdown/embeds.ts';
import { supportFences } from './markdown/fences.ts';
import { supportFootnotes } from './markdown/footnotes.ts';
import { supportFormulas } from './markdown/formulas.ts';
import { supportHeadingLinks } from './markdown/headings.ts';
import { outlineHtml } from './markdown/html-blocks.ts';
import { supportHtml } from './markdown/html-rules.ts';
import { supportImageSizes } from './markdown/image-sizes.ts';
import { supportIndexes } from './markdown/indexes.ts';
import { supportLineBreaks } from './markdown/line-breaks.ts';
import { supportAddresses } from './markdown/link-rules.ts';
import { findImports, supportModules } from './markdown/modules.ts';
import { renderWith } from './markdown/outline.ts';
import { supportOutputLimit } from './markdown/output-limit.ts';
import { SourceLines } from './markdown/source-lines.ts';
import { supportWideRows } from './markdown/table-cells.ts';
import { supportTablesOfContents } from './markdown/tables-of-contents.ts';
import { supportTaskLists } from './markdown/task-lists.ts';
import { supportTemplateAddresses } from './markdown/template-addresses.ts';
import { supportTemplateBlocks } from './markdown/template-blocks.ts';
import { supportTemplateHtml } from './markdown/template-html.ts';
import { supportTemplateInlines } from './markdown/template-inlines.ts';
import { pairTags } from './markdown/template-pairs.ts';
import { scanTags } from './markdown/template-tags.ts';

/**
 * Markdown as people write it for blogs, as HTML: CommonMark with the extensions of GitHub, of Python's Markdown and
 * of the generators that Chinese blogs are made with. HTML within it stays as it is; formulas become code in the
 * language `math`; what no reader of the upload's page would have seen is left out. `language` is what the article says
 * of itself, as a tag.
 */
export function renderMarkdown(text: string, language?: string): string {
  const source = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
  const code = findCode(new SourceLines(source));
  return renderWith(RENDERER, source, {
    html: outlineHtml(source).blocks,
    tags: pairTags(scanTags(source, code), code),
    imports: findImports(source),
    language: language ?? guessLanguage(source),
  });
}

const RENDERER = createRenderer();

function createRenderer(): MarkdownIt {
  const renderer = new Markdown({ html: true })
    .use(supportChineseEmphasis)
    .use(supportDefinitionLists)
    .use(supportMarks)
    .use(supportIndexes)
    .use(supportFootnotes)
    .use(supportWideRows)
    .use(supportHtml)
    .use(supportModules)
    .use(supportCallouts)
    .use(supportTemplateBlocks)
    .use(supportTemplateInlines)
    .use(supportTemplateAddresses)
    .use(supportTemplateHtml)
    .use(supportEmbeds)
    .use(supportImageSizes)
    .use(supportFormulas)
    .use(supportAttributes)
    .use(supportAbbreviations)
    .use(supportAddresses)
    .use(supportTaskLists)
    .use(supportTablesOfContents)
    .use(supportFences)
    .use(supportHeadingLinks)
    .use(supportLineBreaks)
    .use(supportOutputLimit);
  return renderer;
}
