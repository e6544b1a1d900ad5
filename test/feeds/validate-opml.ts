import {
  address,
  checkElement,
  checkUnique,
  type ElementRule,
  htmlText,
  oneOf,
  type Report,
} from './rules.ts';
import { parseXml, type XmlElement } from './xml-tree.ts';

/** An outline holds outlines; the rule holds itself. */
const OUTLINE: ElementRule & { readonly children: Record<string, ElementRule> } = {
  attributes: {
    '!text': htmlText,
    title: htmlText,
    type: oneOf('rss'),
    version: oneOf('RSS2'),
    xmlUrl: address,
    htmlUrl: address,
  },
  children: {},
};
OUTLINE.children.outline = OUTLINE;

const OPML: ElementRule = {
  attributes: { '!version': oneOf('2.0') },
  children: {
    head: { min: 1, max: 1, children: { title: { min: 1, max: 1, text: htmlText } } },
    body: { min: 1, max: 1, children: { outline: { ...OUTLINE, min: 1 } } },
  },
};

/** What the Feed Validation Service would say of a subscription list in OPML 2.0, and a reader of its feeds. */
export function validateOpml(xml: string): string[] {
  const findings: string[] = [];
  const report: Report = (message) => findings.push(message);
  const { root } = parseXml(xml);
  if (root.name !== 'opml') report(`InvalidFeed: ${root.name}`);
  checkElement(root, OPML, report);
  const feeds: (string | undefined)[] = [];
  const visit = (element: XmlElement): void => {
    if (element.attributes.get('type') === 'rss') {
      feeds.push(element.attributes.get('xmlUrl'));
      if (!element.attributes.has('xmlUrl')) report('MissingXmlURL');
      if (!element.attributes.has('title')) report('MissingTitleAttr');
      if (element.children.length > 0)
        report('a feed with outlines below it, which many readers do not look for');
    } else if (element.name === 'outline' && element.attributes.size > 1) {
      report('MissingOutlineType');
    }
    element.children.forEach(visit);
  };
  visit(root);
  checkUnique(feeds, 'a feed is there twice', report);
  return findings;
}
