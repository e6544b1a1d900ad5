import type { CodeRange } from './code-ranges.ts';
import { isVerbatim } from './template-kinds.ts';
import type { TemplateTag } from './template-tags.ts';

/** The tags of a text by the place that they begin at. */
export type TemplateTags = ReadonlyMap<number, FoundTag>;

/** A tag that begins something, says something by itself, or ends what nothing began. */
export interface FoundTag {
  readonly tag: TemplateTag;
  /** The tag that ends it, where one does. */
  readonly ending?: TemplateTag;
}

/** Finds what each tag begins and ends. In what is shown as it is written, there are no tags. */
export function pairTags(tags: readonly TemplateTag[], code: readonly CodeRange[]): TemplateTags {
  const endings = findEndings(tags);
  const fences = code.filter(({ isBlock }) => isBlock);
  let fence = 0;
  const open = new OpenTags();
  const found = new Map<number, FoundTag>();
  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index];
    if (tag === undefined) continue;
    if (tag.isEnd) {
      const beginning = open.close(tag);
      found.set(
        (beginning ?? tag).start,
        beginning === undefined ? { tag } : { tag: beginning, ending: tag },
      );
      continue;
    }
    found.set(tag.start, { tag });
    if (tag.isVoid) continue;
    const after = endings.get(keyOf(tag))?.after(index);
    const ending = after === undefined ? undefined : tags[after];
    if (after === undefined || ending === undefined) continue;
    while ((fences[fence]?.start ?? Number.POSITIVE_INFINITY) < tag.end) fence++;
    const holdsFences = (fences[fence]?.start ?? Number.POSITIVE_INFINITY) < ending.start;
    if (isVerbatim(tag, holdsFences)) {
      found.set(tag.start, { tag, ending });
      index = after;
    } else {
      open.add(tag);
    }
  }
  for (const [start, { tag, ending }] of found) {
    // An ordinary comment is no tag, and is HTML's.
    if (tag.syntax === 'comment' && ending === undefined) found.delete(start);
  }
  return found;
}

/** Where the end tags of one name stand, for places that never go back. */
class EndTags {
  readonly #indexes: number[] = [];
  #next = 0;

  add(index: number): void {
    this.#indexes.push(index);
  }

  after(index: number): number | undefined {
    while ((this.#indexes[this.#next] ?? Number.POSITIVE_INFINITY) <= index) this.#next++;
    return this.#indexes[this.#next];
  }
}

function findEndings(tags: readonly TemplateTag[]): ReadonlyMap<string, EndTags> {
  const endings = new Map<string, EndTags>();
  tags.forEach((tag, index) => {
    if (!tag.isEnd) return;
    const key = keyOf(tag);
    const same = endings.get(key) ?? new EndTags();
    endings.set(key, same);
    same.add(index);
  });
  return endings;
}

/** What a tag and its end tag have in common. The end of a directive has no name. */
function keyOf({ syntax, name }: TemplateTag): string {
  return syntax === 'directive' ? syntax : `${syntax} ${name}`;
}

/** The tags whose end has not come yet. */
class OpenTags {
  readonly #byKey = new Map<string, TemplateTag[]>();

  add(tag: TemplateTag): void {
    const key = keyOf(tag);
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, [tag]);
    else same.push(tag);
  }

  /** The nearest tag that an end tag ends. The end of a directive has as many marks as its beginning, or more. */
  close(end: TemplateTag): TemplateTag | undefined {
    const same = this.#byKey.get(keyOf(end));
    const last = same?.at(-1);
    return last === undefined || last.marks > end.marks ? undefined : same?.pop();
  }
}
