import {
  address,
  anything,
  type Check,
  checkElement,
  checkUnique,
  type ElementRule,
  language,
  mediaType,
  nonBlank,
  oneOf,
  plainText,
  type Report,
  rfc3339,
  safeHtml,
  title,
  uuid,
} from './rules.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from './xml-tree.ts';

const RELATIONS = oneOf('alternate', 'self', 'hub', 'related', 'current', 'prev-archive');
const LINK: ElementRule = {
  attributes: { '!href': address, rel: RELATIONS, type: mediaType, hreflang: language },
};
const PERSON: ElementRule = {
  children: { 'atom:name': { min: 1, max: 1, text: title }, 'atom:uri': { max: 1, text: address } },
};
const CATEGORY: ElementRule = { attributes: { '!term': nonBlank, scheme: address, label: plainText } };
const once = (text: Check): ElementRule => ({ max: 1, text });
const required = (text: Check): ElementRule => ({ min: 1, max: 1, text });
const text: ElementRule = { min: 1, max: 1, text: title, attributes: { '!type': oneOf('text') } };
const html: ElementRule = { min: 1, max: 1, text: safeHtml, attributes: { '!type': oneOf('html') } };

const FEED: ElementRule = {
  attributes: { '!xml:lang': language },
  children: {
    'atom:id': required(address),
    'atom:title': required(title),
    'atom:updated': required(rfc3339),
    'atom:generator': once(nonBlank),
    'atom:author': PERSON,
    'atom:link': LINK,
    'atom:subtitle': once(plainText),
    'atom:icon': once(address),
    'atom:rights': once(title),
    'fh:archive': { max: 1 },
    'atom:category': CATEGORY,
    'atom:entry': {
      children: {
        'atom:title': text,
        'atom:id': required(uuid),
        'atom:link': LINK,
        'atom:updated': required(rfc3339),
        'atom:published': required(rfc3339),
        'atom:summary': text,
        'atom:content': html,
        'atom:author': PERSON,
        'atom:contributor': PERSON,
        'atom:category': CATEGORY,
        'media:content': {
          max: 1,
          text: anything,
          attributes: { '!url': address, '!medium': oneOf('image') },
        },
        'media:thumbnail': { max: 1, attributes: { '!url': address } },
      },
    },
  },
};

/** What the Feed Validation Service would say of an Atom feed (RFC 4287) that is served at this address. */
export function validateAtom(xml: string, url: string): string[] {
  const findings: string[] = [];
  const report: Report = (message) => findings.push(message);
  const { root } = parseXml(xml);
  if (root.name !== 'atom:feed') report(`InvalidFeed: ${root.name}`);
  checkElement(root, FEED, report);

  const self = linksOf(root, 'self');
  if (self.length !== 1) report('MissingSelf');
  if (self[0]?.attributes.get('href') !== url) report('SelfDoesntMatchLocation');
  if (textOf(root, 'atom:subtitle')?.trim() === '') report('NotBlank: atom:subtitle');
  checkAlternates(root, report);

  const names = root.children.map(({ name }) => name);
  const entriesFrom = names.indexOf('atom:entry');
  if (entriesFrom >= 0 && names.slice(entriesFrom).some((name) => name !== 'atom:entry')) {
    report('MisplacedMetadata');
  }
  const entries = childrenOf(root, 'atom:entry');
  for (const entry of entries) {
    if (![...childrenOf(entry, 'atom:author'), ...childrenOf(root, 'atom:author')].length) {
      report('MissingElement atom:author');
    }
    if (linksOf(entry, 'alternate').length === 0) report('MissingContentOrAlternate');
    checkAlternates(entry, report);
  }
  checkUnique(
    entries.map((entry) => textOf(entry, 'atom:id')),
    'DuplicateEntries',
    report,
  );
  checkUnique(
    entries.map((entry) => textOf(entry, 'atom:updated')),
    'DuplicateUpdated',
    report,
  );
  return findings;
}

/** One alternate for each type and language (RFC 4287, section 4.1.1). */
function checkAlternates(element: XmlElement, report: Report): void {
  const alternates = linksOf(element, 'alternate').map(
    ({ attributes }) => `${attributes.get('type') ?? ''} ${attributes.get('hreflang') ?? ''}`,
  );
  checkUnique(alternates, 'DuplicateAtomLink', report);
}

function linksOf(element: XmlElement, rel: string): XmlElement[] {
  return childrenOf(element, 'atom:link').filter(
    ({ attributes }) => (attributes.get('rel') ?? 'alternate') === rel,
  );
}
