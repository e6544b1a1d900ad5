import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html as markup,
  parseFragment,
  serialize,
} from 'parse5';
import type { Article } from '../model/article.ts';
import { webUrl } from './links.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** A start tag of an image or a recording, as serialised HTML has it: every attribute quoted, `<` only before tags. */
const PICTURE = /<(?:img|video)((?: [^\s"=]+="[^"]*")+)/g;

/**
 * The content with every table in a region that scrolls sideways, and every preformatted block in reach of the
 * keyboard, so that neither widens a small screen. Content without them comes back as it is.
 */
export function makeScrollable(content: string, tableLabel: string): string {
  if (!/<(?:table|pre)\b/.test(content)) return content;
  const fragment = parseFragment(content);
  const pending: DefaultTreeAdapterTypes.ParentNode[] = [fragment];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    for (const child of parent.childNodes) {
      if (!defaultTreeAdapter.isElementNode(child)) continue;
      pending.push(child);
      if (child.tagName === 'pre') child.attrs.push({ name: 'tabindex', value: '0' });
      if (child.tagName === 'table') wrap(child, tableLabel);
    }
  }
  return serialize(fragment);
}

/** The picture to show above the content, unless the content shows it itself. */
export function leadPicture({ image, content }: Pick<Article, 'image' | 'content'>): string | undefined {
  const address = webUrl(image);
  if (address === undefined) return undefined;
  for (const [, attributes = ''] of content.matchAll(PICTURE)) {
    for (const [, shown = ''] of attributes.matchAll(/ (?:src|poster)="([^"]*)"/g)) {
      if (isSamePicture(shown.replaceAll('&amp;', '&'), address)) return undefined;
    }
  }
  return address;
}

/** Whether two addresses differ in nothing but http and https. */
function isSamePicture(one: string, other: string): boolean {
  return webUrl(one)?.replace(/^https?:/, '') === other.replace(/^https?:/, '');
}

function wrap(table: Element, label: string): void {
  const parent = table.parentNode;
  if (parent === null) return;
  const region = defaultTreeAdapter.createElement('div', markup.NS.HTML, [
    { name: 'class', value: 'wide' },
    { name: 'role', value: 'region' },
    { name: 'aria-label', value: label },
    { name: 'tabindex', value: '0' },
  ]);
  defaultTreeAdapter.insertBefore(parent, region, table);
  defaultTreeAdapter.detachNode(table);
  defaultTreeAdapter.appendChild(region, table);
}
