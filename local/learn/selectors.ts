import type { PictureAddress, Profile } from './profile.ts';
import { withoutQuery } from './shape.ts';

/** A name of a file that is shorter may be the end of another one. */
const MIN_TAIL = 8;

/** What may stand in a selector as it is. A tilde would read like a combinator that is refused. */
const PLAIN = /^[\w./%@:+=,!-]{4,200}$/;

/**
 * A selector of the pictures with these addresses, which differ in scheme and query alone: by the shortest end of their
 * path that no other picture of the articles has in its address; without what a service that fits pictures adds behind it.
 */
export function pictureSelector(
  pictures: readonly PictureAddress[],
  profiles: readonly Profile[],
): string | undefined {
  const [first] = pictures;
  if (first === undefined) return undefined;
  const own = withoutQuery(first.address);
  const parts = withoutQuery(first.value).split('/');
  for (let count = 1; count <= parts.length; count++) {
    const whole = `${count < parts.length ? '/' : ''}${parts.slice(-count).join('/')}`;
    const tail = PLAIN.test(whole) ? whole : (/^[^~!'()]+(?=[~!'()])/.exec(whole)?.[0] ?? whole);
    if (tail.length < MIN_TAIL || !PLAIN.test(tail)) continue;
    if (!isElsewhere(tail, own, profiles)) return `img[${first.attribute}*="${tail}"]`;
  }
  return undefined;
}

function isElsewhere(tail: string, own: string, profiles: readonly Profile[]): boolean {
  return profiles.some(({ lines }) =>
    lines.some(({ picture }) => picture?.value.includes(tail) && withoutQuery(picture.address) !== own),
  );
}
