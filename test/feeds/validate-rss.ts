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
  pictureAddress,
  plainText,
  positiveInteger,
  type Report,
  rfc822,
  rfc3339,
  safeHtml,
  title,
  uuid,
} from './rules.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from './xml-tree.ts';

const LINK: ElementRule = { attributes: { '!href': address, '!rel': nonBlank, type: mediaType } };
const CATEGORY: ElementRule = { text: title, attributes: { domain: address } };
const once = (text: Check): ElementRule => ({ max: 1, text });
const required = (text: Check): ElementRule => ({ min: 1, max: 1, text });

const ITEM: ElementRule = {
  children: {
    title: required(title),
    link: required(address),
    guid: { min: 1, max: 1, text: uuid, attributes: { '!isPermaLink': oneOf('false') } },
    pubDate: required(rfc822),
    description: required(safeHtml),
    'content:encoded': required(safeHtml),
    category: CATEGORY,
    'dc:creator': { text: nonBlank },
    'dc:contributor': { text: nonBlank },
    'dc:language': once(language),
    'atom:updated': once(rfc3339),
    'atom:link': LINK,
    'media:content': { max: 1, attributes: { '!url': address, '!medium': oneOf('image') } },
    'media:thumbnail': { max: 1, attributes: { '!url': address } },
  },
};

const RSS: ElementRule = {
  attributes: { '!version': oneOf('2.0') },
  children: {
    channel: {
      min: 1,
      max: 1,
      children: {
        title: required(title),
        link: required(address),
        description: required(plainText),
        lastBuildDate: once(rfc822),
        docs: once(address),
        generator: once(anything),
        language: required(language),
        ttl: once(positiveInteger),
        image: {
          max: 1,
          children: { title: required(title), url: required(pictureAddress), link: required(address) },
        },
        copyright: once(plainText),
        category: CATEGORY,
        'atom:link': LINK,
        item: ITEM,
      },
    },
  },
};

/** What the Feed Validation Service would say of an RSS 2.0 feed that is served at this address. */
export function validateRss(xml: string, url: string): string[] {
  const findings: string[] = [];
  const report: Report = (message) => findings.push(message);
  const { root } = parseXml(xml);
  if (root.name !== 'rss') report(`InvalidFeed: ${root.name}`);
  checkElement(root, RSS, report);
  for (const channel of childrenOf(root, 'channel')) checkChannel(channel, url, report);
  return findings;
}

function checkChannel(channel: XmlElement, url: string, report: Report): void {
  const self = childrenOf(channel, 'atom:link').filter(({ attributes }) => attributes.get('rel') === 'self');
  if (self.length !== 1) report('MissingAtomSelfLink');
  if (self[0]?.attributes.get('href') !== url) report('SelfDoesntMatchLocation');
  if (self[0]?.attributes.get('type') !== 'application/rss+xml') report('SelfNotAtom');

  const names = channel.children.map(({ name }) => name);
  if (names.includes('item') && names.slice(names.indexOf('item')).some((name) => name !== 'item')) {
    report('MisplacedItem');
  }
  const image = channel.children.find(({ name }) => name === 'image');
  if (image !== undefined) {
    if (textOf(image, 'title') !== textOf(channel, 'title')) report('ImageTitleDoesntMatch');
    if (textOf(image, 'link') !== textOf(channel, 'link')) report('ImageLinkDoesntMatch');
  }
  const items = childrenOf(channel, 'item');
  for (const item of items) {
    const order = item.children.map(({ name }) => name);
    if (order.indexOf('description') > order.indexOf('content:encoded'))
      report('NeedDescriptionBeforeContent');
  }
  checkUnique(
    items.map((item) => textOf(item, 'guid')),
    'DuplicateValue of guid',
    report,
  );
}
