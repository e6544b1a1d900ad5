import { addTo, countArticles, lineAt, type Place, type Repeat } from './places.ts';
import type { Profile } from './profile.ts';
import { shapeOf, spacedShape } from './shape.ts';
import { Surroundings } from './surroundings.ts';
import { findTemplate, matchGaps, weigh } from './template.ts';

/** A line is near an end if no more than this of what is in its article alone is between, in lines of prose. */
const NEAR = 3;

/** Templates are looked for among lines that begin, or end, alike in so many characters. */
const AFFIX = 6;

/** A label of links says at least so much. */
const MIN_LABEL = 2;

/** So many groups of lines that begin or end alike are aligned. */
const MAX_GROUPS = 60;

/** In how many of so many articles a line must stand to repeat: three of a few, one in twenty, or twenty of very many. */
export function supportOf(articles: number): number {
  return Math.max(3, Math.min(20, Math.ceil(articles / 20)));
}

/** The lines that repeat over articles. */
export function findRepeats(profiles: readonly Profile[]): readonly Repeat[] {
  const support = supportOf(profiles.length);
  const places = new Map<string, Place[]>();
  for (const [article, { lines }] of profiles.entries()) {
    for (const [line, each] of lines.entries()) {
      const shape = shapeOf(each);
      if (shape !== undefined) addTo(places, shape, { article, line });
    }
  }
  const repeats: Repeat[] = [];
  const rest: Ending[] = [];
  for (const [shape, each] of places) {
    const articles = countArticles(each);
    const picture = lineAt(profiles, each[0])?.picture;
    if (articles >= support) {
      const repeat = { template: { parts: [shape], gaps: [] }, places: each, articles };
      repeats.push(picture === undefined ? repeat : { ...repeat, address: picture.address });
    } else if (picture === undefined) {
      rest.push({ shape, places: each });
    }
  }
  const links = findLinks(profiles, rest, support);
  const linked = new Set(links.flatMap(({ places: each }) => each));
  const surroundings = new Surroundings(profiles, [...links, ...repeats]);
  const isEnding = (place: Place) =>
    !linked.has(place) && lineAt(profiles, place)?.isWhole === true && surroundings.isNearEnd(place, NEAR);
  const endings = rest.flatMap(({ shape, places: each }) => {
    const near = each.filter(isEnding);
    return near.length > 0 ? [{ shape, places: near }] : [];
  });
  return [...links, ...absorb(findTemplates(endings, support), repeats)];
}

/** Lines of links that lead to one address from several articles, or that several articles call the same. */
function findLinks(
  profiles: readonly Profile[],
  lines: readonly Ending[],
  support: number,
): readonly Repeat[] {
  const hrefs = new Map<string, Place[]>();
  const labels = new Map<string, Place[]>();
  for (const place of lines.flatMap((line) => line.places)) {
    const { links = [], label } = lineAt(profiles, place) ?? {};
    const [href, another] = links;
    if (href === undefined) continue;
    if (label !== undefined && weigh(label) >= MIN_LABEL) addTo(labels, label, place);
    else if (another === undefined) addTo(hrefs, href, place);
  }
  const byHref = [...hrefs].map(([href, places]) => ({
    template: { parts: ['', ''], gaps: [0] },
    href,
    places,
    articles: countArticles(places),
  }));
  const byLabel = [...labels].flatMap(([label, places]) => {
    const shape = spacedShape(label).replaceAll(' ', '');
    const gap = Math.max(0, ...places.map((place) => (lineAt(profiles, place)?.ink ?? 0) - label.length));
    const template = { parts: [shape, ''], gaps: [gap] };
    return [{ template, label, places, articles: countArticles(places) }];
  });
  return [...byHref, ...byLabel].filter(({ articles }) => articles >= support);
}

/** Lines that repeat word for word and have one of the templates as well belong to it. */
function absorb(templates: readonly Repeat[], repeats: readonly Repeat[]): readonly Repeat[] {
  const left = new Set(repeats);
  const grown = templates.map((template) => {
    const { parts } = template.template;
    const own = repeats.filter(
      (repeat) =>
        repeat.address === undefined && matchGaps(parts, repeat.template.parts[0] ?? '') !== undefined,
    );
    for (const repeat of own) left.delete(repeat);
    const places = [template, ...own].flatMap((each) => each.places);
    return { ...template, places, articles: countArticles(places) };
  });
  return [...left, ...grown];
}

/** Lines of one shape that stand in too few articles to repeat. */
interface Ending {
  readonly shape: string;
  readonly places: readonly Place[];
}

/** Lines near an end that say the same except for a name or two. */
function findTemplates(endings: readonly Ending[], support: number): readonly Repeat[] {
  const found: Repeat[] = [];
  const taken = new Set<Ending>();
  const affixes = [
    (shape: string) => shape.slice(0, AFFIX),
    (shape: string) =>
      shape
        .slice(-AFFIX - 1)
        .replace(/[。.!！~～]$/, '')
        .slice(-AFFIX),
  ];
  for (const affix of affixes) {
    const groups = new Map<string, Ending[]>();
    for (const ending of endings) if (!taken.has(ending)) addTo(groups, affix(ending.shape), ending);
    const largest = [...groups.values()]
      .filter((group) => countArticles(group.flatMap(({ places }) => places)) >= support)
      .sort((a, b) => b.length - a.length)
      .slice(0, MAX_GROUPS);
    for (const group of largest) {
      const template = findTemplate(group.map(({ shape }) => shape));
      if (template === undefined || template.gaps.length === 0) continue;
      const members = group.filter(({ shape }) => matchGaps(template.parts, shape) !== undefined);
      const places = members.flatMap((member) => member.places);
      const articles = countArticles(places);
      if (articles < support) continue;
      for (const member of members) taken.add(member);
      found.push({ template, places, articles });
    }
  }
  return found;
}
