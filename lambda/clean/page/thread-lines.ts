import { isElement, type SourceElement, type SourceParent } from '../parse/tree.ts';
import { type Block, isLinked } from './blocks.ts';
import { isWithin } from './boxes.ts';
import { POST_DATE } from './post-date.ts';
import { isSurrounding } from './surroundings.ts';
import type { Weight } from './weight.ts';

/** The lines of a page, and which shows its title: an index, -1 where none does. */
export interface Lines {
  readonly blocks: readonly Block[];
  readonly weights: readonly Weight[];
  readonly title: number;
}

/** A line that so many posts have, with other numbers, is a label; no text of anybody's is that short. */
const LABEL_SHARE = 0.4;
const LEAST_LABELS = 3;
const LONGEST_LABEL = 60;

/** Lines above the text of a post, who wrote it and when, have so many letters at most. */
const LONGEST_HEAD = 80;

/** A line below that is a link is a part of the text where it has so many letters, and a button where it has fewer. */
const SHORTEST_LINK = 12;

/** So many boxes around a line between posts are asked for their names. */
const MAX_STEPS = 12;

/** What boxes are called that tell of a person more than the name. */
const PERSON = /user[-_]?(?:info|details|extra|title|stat|card)|poster|profile|author/i;

const SIGNATURE = /signature/i;

/** What is dated of a person, not of a post. */
const MEMBERSHIP = /join|regist|member|since|seen|visit|active|注册|註冊|加入|登录|登入|登錄|在线|在線/i;

interface Place {
  /** The index of the post. */
  readonly post: number;
  /** Whether it is named like what surrounds articles, or like what tells of a person. */
  readonly isAround: boolean;
  readonly isPerson: boolean;
}

/**
 * Chooses the lines of a discussion, from the title to the last post: all but buttons, labels that its posts share, and
 * what is told of those who wrote them beside their names.
 */
export function chooseLines(
  posts: readonly SourceElement[],
  prose: ReadonlyMap<SourceParent, number>,
  { blocks, weights, title }: Lines,
): readonly boolean[] {
  const places = findPlaces(posts, prose);
  const first = blocks.findIndex(({ box }) => places.has(box));
  const last = blocks.findLastIndex(({ box }) => places.has(box));
  const from = title >= 0 && title < first ? title : first;
  const labels = countLabels(blocks, places);
  const least = Math.max(LEAST_LABELS, posts.length * LABEL_SHARE);
  const begun = new Set<number>();
  const named = new Set<number>();
  const dated = new Set<number>();
  return blocks.map((block, index) => {
    if (index < from || index > last) return false;
    const place = places.get(block.box);
    const isProse = (weights[index]?.prose ?? 0) > 0;
    if (place === undefined)
      return isProse || (!isLinked(block) && !isWithin(block.box, isAroundPost, MAX_STEPS));
    const { post, isAround, isPerson } = place;
    if (isProse && !isAround) begun.add(post);
    if (isProse) return !isAround;
    if (isPerson) {
      const isFirst = !named.has(post);
      named.add(post);
      if (isFirst || dated.has(post) || !tellsWhen(block.text)) return isFirst;
      dated.add(post);
      return true;
    }
    if ((labels.get(labelOf(block))?.size ?? 0) >= least && !POST_DATE.test(block.text)) return false;
    if (!begun.has(post)) return block.ink.length <= LONGEST_HEAD;
    return !isAround && (!isLinked(block) || block.ink.length >= SHORTEST_LINK);
  });
}

/** Whether a line tells when a post was written, and not since when somebody is a member. */
function tellsWhen(text: string): boolean {
  return (
    POST_DATE.test(text) && /(?:19|20)\d{2}(?!\d)|\d:\d{2}|\bago\b|前/.test(text) && !MEMBERSHIP.test(text)
  );
}

/** In which posts each short line stands. */
function countLabels(
  blocks: readonly Block[],
  places: ReadonlyMap<SourceParent, Place>,
): ReadonlyMap<string, ReadonlySet<number>> {
  const labels = new Map<string, Set<number>>();
  for (const block of blocks) {
    const place = places.get(block.box);
    if (place === undefined || block.ink.length > LONGEST_LABEL) continue;
    const label = labelOf(block);
    labels.set(label, (labels.get(label) ?? new Set()).add(place.post));
  }
  return labels;
}

function labelOf({ ink }: Block): string {
  return ink.replace(/\d+/g, '0');
}

/** Where in which post each box is. */
function findPlaces(
  posts: readonly SourceElement[],
  prose: ReadonlyMap<SourceParent, number>,
): ReadonlyMap<SourceParent, Place> {
  const places = new Map<SourceParent, Place>();
  const visit = (box: SourceElement, place: Place, most: number) => {
    places.set(box, place);
    for (const child of box.children) {
      if (!isElement(child)) continue;
      // What holds most of a post is its text, whatever its name.
      const isSmall = (prose.get(child) ?? 0) < most;
      const names = `${child.attribs.class ?? ''} ${child.attribs.id ?? ''}`;
      const isAround = place.isAround || SIGNATURE.test(names) || (isSmall && isAroundPost(child));
      const isPerson = place.isPerson || (isSmall && PERSON.test(names));
      visit(child, { post: place.post, isAround, isPerson }, most);
    }
  };
  for (const [post, box] of posts.entries())
    visit(box, { post, isAround: false, isPerson: false }, Math.max(1, (prose.get(box) ?? 0) / 2));
  return places;
}

/** Posts, and what names who wrote them and when, are called like what surrounds articles, too. */
function isAroundPost(element: SourceElement): boolean {
  if (!isSurrounding(element)) return false;
  const { name, attribs } = element;
  if (/^(?:form|nav|aside|footer|button|menu|dialog)$/.test(name)) return true;
  return !/comment|repl|respon|meta|byline|author/i.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`);
}
