/** So many classes of an element are looked at; nobody writes more. */
const MAX_CLASSES = 8;

/** Longer names are made by programs. */
const MAX_NAME = 40;

/** Attributes whose short values say what an element is for. */
const ROLES = ['role', 'data-role', 'data-type'] as const;

/** Names by which a selector may call an element, the shortest first; none that a program makes anew for each release. */
export function signsOf(name: string, attributes: Readonly<Record<string, string>>): readonly string[] {
  const { id, class: classes = '' } = attributes;
  const stable = classes.slice(0, 1_000).split(/\s+/).filter(isStableName).slice(0, MAX_CLASSES);
  const roles = ROLES.flatMap((role) => {
    const value = attributes[role] ?? '';
    return isStableName(value) ? [`[${role}="${value}"]`] : [];
  });
  return [
    ...stable.map((each) => `.${each}`),
    ...(id !== undefined && isStableName(id) ? [`#${id}`] : []),
    ...stable.map((each) => `${name}.${each}`),
    ...roles,
  ];
}

/** Whether a class or id was written by a person, as far as that can be seen, and needs no escape in a selector. */
export function isStableName(name: string): boolean {
  if (name.length > MAX_NAME || !/^-?[a-z_][\w-]*$/i.test(name)) return false;
  if (/^(?:css|sc|jsx?|jss|emotion|styled|svelte|astro|ng|_ngcontent|data-v|js)-/i.test(name)) return false;
  return !name.split(/[-_]+/).some(isHash);
}

/** Whether a word looks drawn at random: letters and digits by turns, digits alone, or capitals within small letters. */
function isHash(word: string): boolean {
  if (/^\d{3,}$/.test(word)) return true;
  if (word.length < 5) return false;
  if (/^[\da-f]+$/i.test(word) && /\d/.test(word)) return true;
  const turns = word.match(/\d+|[a-z]+|[A-Z]+/g)?.length ?? 0;
  if (/\d/.test(word)) return turns >= 3;
  // A name in camel case has a small letter more behind each capital one.
  const capitals = word.match(/[A-Z](?![a-z]{2})/g)?.length ?? 0;
  return /[a-z]/.test(word) && capitals >= 2 && capitals * 3 > word.length;
}
