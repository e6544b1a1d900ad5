import {
  address,
  type Check,
  checkUnique,
  language,
  nonBlank,
  pictureAddress,
  type Report,
  rfc3339,
  safeHtml,
  uuid,
} from './rules.ts';

/** How a value must be: a string that passes a check, a list, or an object; a name that begins with `!` is required. */
type Rule = Check | { readonly each: Rule } | { readonly members: Readonly<Record<string, Rule>> };

const AUTHORS: Rule = { each: { members: { '!name': nonBlank } } };
const ITEM: Rule = {
  members: {
    '!id': uuid,
    '!url': address,
    '!title': nonBlank,
    '!content_html': safeHtml,
    '!summary': nonBlank,
    image: address,
    '!date_published': rfc3339,
    '!date_modified': rfc3339,
    authors: AUTHORS,
    tags: { each: nonBlank },
    language,
    _republished: { members: { '!about': address, '!url': address } },
  },
};
const FEED: Rule = {
  members: {
    '!version': (value, where, report) => {
      if (value !== 'https://jsonfeed.org/version/1.1') report(`${where} is ${value}`);
    },
    '!title': nonBlank,
    '!home_page_url': address,
    '!feed_url': address,
    description: nonBlank,
    user_comment: nonBlank,
    icon: pictureAddress,
    favicon: pictureAddress,
    '!language': language,
    hubs: { each: { members: { '!type': nonBlank, '!url': address } } },
    '!items': { each: ITEM },
  },
};

/** How a document that is served at this address strays from JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function validateJsonFeed(json: string, url: string): string[] {
  const findings: string[] = [];
  const report: Report = (message) => findings.push(message);
  const feed: unknown = JSON.parse(json);
  checkValue(feed, FEED, 'feed', report);
  if (isObject(feed)) {
    if (feed.feed_url !== url) report('feed_url is not where the feed is');
    const ids = Array.isArray(feed.items)
      ? feed.items.map((item: unknown) => isObject(item) && String(item.id))
      : [];
    checkUnique(
      ids.map((id) => id || undefined),
      'an id is there twice',
      report,
    );
  }
  return findings;
}

function checkValue(value: unknown, rule: Rule, where: string, report: Report): void {
  if (typeof rule === 'function') {
    if (typeof value === 'string') rule(value, where, report);
    else report(`${where} is not a string`);
  } else if ('each' in rule) {
    if (!Array.isArray(value)) report(`${where} is not a list`);
    else for (const member of value) checkValue(member, rule.each, `${where}[]`, report);
  } else if (isObject(value)) {
    checkMembers(value, rule.members, where, report);
  } else {
    report(`${where} is not an object`);
  }
}

function checkMembers(
  value: Record<string, unknown>,
  rules: Readonly<Record<string, Rule>>,
  where: string,
  report: Report,
): void {
  for (const [name, member] of Object.entries(value)) {
    const rule = rules[name] ?? rules[`!${name}`];
    if (rule === undefined) report(`${where}.${name} is unknown`);
    else checkValue(member, rule, `${where}.${name}`, report);
  }
  for (const name of Object.keys(rules)) {
    if (name.startsWith('!') && !(name.slice(1) in value)) report(`${where}.${name.slice(1)} is missing`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
