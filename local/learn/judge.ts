import { type Found, linesOf } from './extents.ts';
import { areNearlyAll, countArticles, lineAt, type Place, type Repeat, textAt } from './places.ts';
import type { Line, Profile } from './profile.ts';
import type { Section } from './sections.ts';
import { isRow, numbersOf } from './shape.ts';
import type { Surroundings } from './surroundings.ts';
import { weigh } from './template.ts';
import {
  addressesReader,
  asksReader,
  creditsSomebody,
  explains,
  LICENCE,
  leadsOn,
  namesCiting,
  namesContents,
  namesFirstPlace,
  namesOwnPage,
  namesRole,
  namesSource,
  PLACEHOLDER,
  readsOn,
  speaksOfSite,
} from './wording.ts';

/** Fewer characters may be anybody's words. */
const SHORT = 8;

/** Longer lines are no titles. */
const LONGEST_TITLE = 15;

/** What a proposal is judged by. */
export interface Evidence {
  readonly profiles: readonly Profile[];
  readonly surroundings: Surroundings;
}

/**
 * Why what repeats may be the article's all the same; undefined where nothing speaks for that. `isBoxed` tells that it
 * stands in a box with a name of its own.
 */
export function findDoubt(
  places: readonly Place[],
  { profiles, surroundings }: Evidence,
  { isBoxed }: { readonly isBoxed: boolean },
): string | undefined {
  const share = (test: (line: Line, place: Place) => boolean) => {
    const count = places.filter((place) => {
      const line = lineAt(profiles, place);
      return line !== undefined && test(line, place);
    }).length;
    return count / places.length;
  };
  const ink = places.reduce((sum, place) => sum + (lineAt(profiles, place)?.ink ?? 0), 0) / places.length;
  const isSeen = share(({ kind, links }) => kind === 'picture' || links.length > 0) > 0.5;
  const found = countArticles(places) / profiles.length;
  const isOwnCredit = found >= EVERYWHERE && creditsSite(places, profiles);
  const asks = isOwnCredit || share(({ text }) => addressesReader(text) || namesOwnPage(text)) > 0.5;

  if (share(isRow) > 0.5) return AMID;
  if (share(({ kind }) => kind === 'code') > 0.2) return 'it is code';
  if (share(({ kind, text }) => kind === 'cell' && !(asks && weigh(text) >= SHORT)) > 0.2)
    return PART_OF_TABLE;
  // Below a card of several lines at the end are links, which no line of it is the title of.
  const isCard = isBoxed && places.length >= 2 * countArticles(places);
  const isAbove = (place: Place) =>
    surroundings.isAboveText(place) && !(isCard && surroundings.isAtEnd(place));
  if (share((line, place) => isTitle(line) && isAbove(place)) > 0.3 && !asks) {
    return share((_, place) => surroundings.isAtStart(place)) > 0.5
      ? TITLE_OF_COLUMN
      : 'it may be a heading: text of the article follows it';
  }
  if (share(({ text }, place) => /[:：]$/.test(text) && surroundings.isAboveText(place)) > 0.3)
    return 'it introduces what follows it';
  const credits = ({ text, links, picture }: Line) =>
    creditsSomebody(text) ||
    (links.length < 2 && namesRole(text) && !addressesReader(text)) ||
    LICENCE.test(`${links.join(' ')} ${picture?.address}`);
  if (share(credits) > 0.3 && !isOwnCredit) return 'it may credit somebody';
  if (share((_, place) => surroundings.isAllRepeated(place)) > 0.3)
    return 'everything in its articles repeats in others';
  if (share(({ kind, links }) => kind === 'picture' && links.length === 0) > 0.5 && !isBoxed) {
    const isAtEnd = share((_, place) => surroundings.isAtEnd(place)) >= 0.5;
    const isAtStart = share((_, place) => surroundings.isAtStart(place)) >= 0.8;
    if (!isAtEnd && found < (isAtStart ? MOST : EVERYWHERE)) return 'it may illustrate the articles';
  }
  if (leadsElsewhere(places, profiles)) return 'it leads to another place in each article';
  if (share(({ text }) => PLACEHOLDER.test(text)) > 0.5) return undefined;
  if (found < (asks ? FEW : USUAL) && !isBoxed) return 'it stands in few of the articles';
  const isAmid = (_: Line, place: Place) => !surroundings.isAtStart(place) && !surroundings.isAtEnd(place);
  if (asks) {
    // Amid the text the article may be about what sites have and do.
    const speaks = ({ text }: Line) => speaksOfSite(text) && !asksReader(text);
    return share(speaks) > 0.5 && share(isAmid) > 0.25 && !isBoxed && !isOwnCredit ? AMID : undefined;
  }

  const isAdvertisement = isSeen && found >= USUAL && leadsToOne(places, profiles);
  if (share(isAmid) > 0.25 && !(isBoxed && (ink >= SHORT || isSeen)) && !isAdvertisement) return AMID;
  if (isBoxed) return undefined;
  if (isSeen) return undefined;
  const begins = share((_, place) => surroundings.isAtStart(place) && !surroundings.isAtEnd(place)) > 0.5;
  if (begins && share(({ text }) => isCounts(text)) <= 0.5) return BEGINS;
  return share(({ text }) => weigh(text) < SHORT) > 0.5
    ? "it is short, and may be somebody's own words"
    : undefined;
}

/** Whether lines say, word for word the same, where the articles were published first, and lead or ask readers there. */
function creditsSite(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const said = new Set(
    lines.map(({ text, links, refers }) => [text, ...(refers ?? links)].join(' ').replace(/\s+/g, ' ')),
  );
  const leads = ({ text, links, refers }: Line) => (refers ?? links).length > 0 || addressesReader(text);
  return said.size === 1 && lines.every((line) => namesFirstPlace(line.text) && leads(line));
}

const LED_BY_AUTHOR = 'its text differs, and it may be where the author leads to';
const TITLE_OF_COLUMN = 'it may be the title of a column';
const AMID = 'it stands amid the text';
/** Of a line that most articles begin with. */
export const BEGINS = 'it may be how the author begins';

/** Whether a doubt is about where a line stands alone: what stands beside it may tell more. */
export function isOfPlace(doubt: string | undefined): boolean {
  return doubt === AMID || doubt === BEGINS;
}

/** No picture illustrates so many of the articles. */
export const EVERYWHERE = 0.8;

/** … or stands above the text of so many. */
const MOST = 0.7;

/** What a template puts into fewer of the articles is no longer in use, or was not the template's. */
const FEW = 0.15;

/** Whether lines are links that lead to one place. */
export function leadsToOne(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const targets = places.map((place) => lineAt(profiles, place)?.links.join(' ') ?? '');
  return new Set(targets).size === 1 && targets[0] !== '';
}

/** Whether lines that say the same are links to different places. */
function leadsElsewhere(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const links = lines.filter(
    ({ kind, text, links: own }) => kind === 'link' && own.length === 1 && !readsOn(text),
  );
  const texts = new Set(links.map(({ text }) => text));
  const targets = new Set(links.map(({ text, links: [href] }) => `${text} ${href}`));
  return links.length > lines.length / 2 && targets.size > 2 * texts.size && targets.size * 2 > links.length;
}

/** Whether most lines hold links beside more text, and ask readers for nothing. */
function areReferring(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const referring = lines.filter(
    ({ refers, text }) => refers !== undefined && !addressesReader(text) && !namesOwnPage(text),
  );
  return referring.length * 2 > lines.length;
}

/** Whether a line may be the title of what follows it. */
export function isTitle({ kind, text, ink }: Line): boolean {
  if (kind === 'heading') return true;
  return kind === 'text' && ink <= LONGEST_TITLE && text !== '' && !/[。！？!?…，,；;]/.test(text);
}

/** Whether a line is little more than numbers: when it was published, how often it was read. */
function isCounts(text: string): boolean {
  return numbersOf(text).length >= 2 && weigh(text) < 20;
}

/** An author may lead to one place from some articles, but hardly from so many. */
export const USUAL = 0.4;

/** Why what differs in each place may be the article's; `share` is the part of the articles that it stands in. */
export function findDoubtOfTemplate(
  { template: { parts, gaps }, href, label, places }: Repeat,
  share: number,
  { profiles, surroundings }: Evidence,
): string | undefined {
  if (label !== undefined) {
    if (namesOwnPage(label) && leadToOneSite(places, profiles)) return undefined;
    if (!areNearlyAll(places, (place) => surroundings.isAtEnd(place))) return AMID;
    return findDoubtOfLinks(places, places, profiles);
  }
  if (href !== undefined) return share < USUAL ? LED_BY_AUTHOR : undefined;
  if (gaps.length > 0 && areReferring(places, profiles)) return LED_BY_AUTHOR;
  const fixed = parts.join('').length;
  const free = gaps.reduce((sum, gap) => sum + gap, 0);
  return fixed < free ? 'more of it differs than repeats' : undefined;
}

/**
 * Why different links may be the article's: `named` are the lines that say what they are, and `linked` those that hold
 * them.
 */
export function findDoubtOfLinks(
  named: readonly Place[],
  linked: readonly Place[],
  profiles: readonly Profile[],
): string | undefined {
  const labels = named.map((place) => labelOf(lineAt(profiles, place)));
  if (labels.length > 0 && labels.every(namesCiting)) return undefined;
  if (labels.some(namesSource)) return 'its links may be what the article rests on';
  const areNamed = labels.length > 0 && labels.every(leadsOn);
  if (!areNamed && countLinks(linked, profiles) < MANY_LINKS * countArticles(linked))
    return 'its link may be where the author leads to';
  return leadToOneSite(linked, profiles)
    ? undefined
    : 'its links lead to many sites, and may be what the article rests on';
}

/** Whether nearly all links of lines lead to one host. */
function leadToOneSite(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const hosts = new Map<string, number>();
  const links = places.flatMap((place) => lineAt(profiles, place)?.links ?? []);
  for (const href of links) {
    const host = URL.parse(href)?.hostname ?? '';
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  return Math.max(0, ...hosts.values()) >= links.length * ONE_SITE;
}

/** Why a section may be the article's; its heading repeats, and so do all of its lines but those that are `linked`. */
export function findDoubtOfSection(
  { headings, boxes }: Section,
  linked: readonly Place[],
  evidence: Evidence,
): string | undefined {
  const { surroundings, profiles } = evidence;
  const isAtEdge = ({ article, from, to }: Found) =>
    surroundings.isAtEnd({ article, line: to - 1 }) || surroundings.isAtStart({ article, line: from });
  const heading = textAt(profiles, headings[0]);
  const isApart = unfoldsToOthers(headings, evidence);
  if (!isApart && !areNearlyAll(boxes, isAtEdge)) return AMID;
  const isAbove = (place: Place) => surroundings.isAtStart(place) && !surroundings.isAtEnd(place);
  const isNamed = leadsOn(heading) || addressesReader(heading) || namesContents(heading);
  if (!isNamed && headings.filter(isAbove).length * 2 > headings.length) return TITLE_OF_COLUMN;
  if (creditsSomebody(heading)) return 'it may credit somebody';
  if (!leadsOn(heading)) {
    if (namesSource(heading)) return 'its links may be what the article rests on';
    if (/[:：]$/.test(heading)) return 'it introduces what follows it';
  }
  if (countArticles(headings) < FEW * profiles.length) return 'it stands in few of the articles';
  if (linked.length > 0 && !leadsOn(heading) && !addressesReader(heading))
    return 'what stands below it differs, and nothing says what it is';
  if (countLinks(linked, profiles) > 0 && !asksReader(heading)) {
    if (!leadsOn(heading)) return 'its links differ, and nothing says what they are';
    const doubt = findDoubtOfLinks(headings, linked, profiles);
    if (doubt !== undefined) return doubt;
  }
  const repeated = linesOf(boxes.map((box) => ({ ...box, from: box.from + 1 }))).filter(
    (place) => surroundings.repeatAt(place) !== undefined,
  );
  if (repeated.length === 0) return undefined;
  const texts = [heading, ...repeated.map((place) => textAt(profiles, place))];
  const isLegend = texts.some(explains);
  const isSites = texts.some((text) => addressesReader(text) || (!isLegend && leadsOn(text)));
  if (!isSites) return SAYS_NOTHING;
  const doubt = findDoubt(repeated, evidence, { isBoxed: true });
  return doubt === PART_OF_TABLE && (isApart || addressesReader(heading)) ? undefined : doubt;
}

/** Whether headings are those of boxes that unfold to other articles, which are set apart wherever they stand. */
export function unfoldsToOthers(headings: readonly Place[], { profiles }: Evidence): boolean {
  const lines = headings.flatMap((place) => lineAt(profiles, place) ?? []);
  return (
    countArticles(headings) >= USUAL * profiles.length &&
    lines.every(({ text, unfolds }) => unfolds !== undefined && leadsOn(text))
  );
}

/** Of a section that may be any: then so may its lines. */
export const SAYS_NOTHING = 'nothing in it speaks to readers, or of the site';

const PART_OF_TABLE = 'it is part of a table';

/** An address that readers are to open in an application, or that counts who comes by it. */
const SERVES_SITE =
  /(?:^|[./?&=_-])(?:apps?|download|open|subscribe|share|redirect|ads?|promo|aff(?:iliate)?|union|click|go)(?:[./?&=_-]|$)/i;

/** A template puts a link into so many articles. */
export const TEMPLATE = 0.6;

/** Why lines of links to addresses that begin alike may be the article's. */
export function findDoubtOfPrefix(
  prefix: string,
  places: readonly Place[],
  { profiles, surroundings }: Evidence,
): string | undefined {
  if (countArticles(places) < USUAL * profiles.length) return LED_BY_AUTHOR;
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const asks = lines.filter(({ text }) => addressesReader(text)).length > lines.length / 2;
  if (asks || SERVES_SITE.test(prefix)) return undefined;
  const isOwn = areNearlyAll(places, ({ article }) => {
    const host = profiles[article]?.host;
    return host !== undefined && prefix.startsWith(`${host}/`);
  });
  const isBelow = areNearlyAll(places, (place) => surroundings.isAtEnd(place));
  return isOwn && isBelow && countArticles(places) >= TEMPLATE * profiles.length
    ? undefined
    : 'its links differ, and nothing says what they are';
}

/** Words that an article is filed under are no longer, on average. */
const LONGEST_TAG = 12;

/** Why links that nothing gives a name to may be the article's: unless most articles have several, each a word or two. */
export function findDoubtOfNameless(
  linked: readonly Place[],
  share: number,
  profiles: readonly Profile[],
): string | undefined {
  const ink = linked.reduce((sum, place) => sum + (lineAt(profiles, place)?.ink ?? 0), 0);
  const areTags = share >= USUAL && ink <= LONGEST_TAG * countLinks(linked, profiles);
  return areTags ? undefined : 'its links differ, and nothing says what they are';
}

function countLinks(places: readonly Place[], profiles: readonly Profile[]): number {
  return places.reduce((sum, place) => sum + (lineAt(profiles, place)?.links.length ?? 0), 0);
}

/** Who puts more links than this below an article, on average, leads on to others. */
const MANY_LINKS = 1.5;

/** Links lead to one site if so many of them do. */
const ONE_SITE = 0.8;

function labelOf(line: Line | undefined): string {
  return line?.label ?? line?.text ?? '';
}
