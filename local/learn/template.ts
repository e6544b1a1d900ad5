/** What lines have in common that differ in some places: what is fixed, and how much has stood between. */
export interface Template {
  /** The fixed parts, without white space; `''` at an end where a line begins or ends with what differs. */
  readonly parts: readonly string[];
  /** Between each two parts, the longest text seen, in characters. */
  readonly gaps: readonly number[];
}

/** So many lines of a kind tell what they have in common. */
const MAX_SAMPLES = 30;

/** More than so many places that differ are no template but a common way of speaking. */
const MAX_GAPS = 4;

/** Parts shorter than this agree by chance. */
const MIN_PART = 2;

/**
 * What lines without white space have in common, by aligning one after the other. Lines that share less than half of it
 * are left out. Undefined where that is too little to tell such a line by.
 */
export function findTemplate(lines: readonly string[]): Template | undefined {
  const [first, ...others] = lines.slice(0, MAX_SAMPLES);
  if (first === undefined) return undefined;
  let parts: readonly string[] = [first];
  const members = [first];
  for (const line of others) {
    const common = align(parts, line);
    if (lengthOf(common) * 2 < lengthOf(parts)) continue;
    parts = common;
    members.push(line);
  }
  const gaps = parts.slice(1).map(() => 0);
  for (const line of members) {
    const matched = matchGaps(parts, line);
    for (const [index, gap] of (matched ?? []).entries()) gaps[index] = Math.max(gaps[index] ?? 0, gap);
  }
  const template = { parts, gaps };
  return isTelling(template, members) ? template : undefined;
}

function isTelling({ parts, gaps }: Template, members: readonly string[]): boolean {
  const fixed = parts.join('');
  const average = members.reduce((sum, line) => sum + line.length, 0) / members.length;
  return members.length >= 3 && gaps.length <= MAX_GAPS && weigh(fixed) >= 6 && fixed.length * 2 >= average;
}

/** Letters, of which a Chinese one says as much as two others. */
export function weigh(text: string): number {
  let weight = 0;
  for (const character of text) {
    if (/[\u3400-\u9fff\uf900-\ufaff]/.test(character)) weight += 1;
    else if (/\p{L}/u.test(character)) weight += 0.5;
  }
  return weight;
}

/** What parts, in their order, have in common with a line: their longest common subsequence, but for what is too short. */
function align(parts: readonly string[], line: string): readonly string[] {
  const GAP = '\0';
  const pattern = parts.join(GAP);
  const width = line.length + 1;
  const lengths = new Uint16Array((pattern.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = pattern.length - 1; row >= 0; row--) {
    for (let column = line.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        pattern[row] === line[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const common: string[] = [''];
  let [row, column, isApart] = [0, 0, false];
  while (row < pattern.length && column < line.length) {
    const isSame = pattern[row] === line[column];
    if (isSame && at(row, column) === at(row + 1, column + 1) + 1) {
      if (isApart) common.push('');
      common.push(`${common.pop() ?? ''}${line[column]}`);
      isApart = false;
      row++;
      column++;
    } else {
      isApart = true;
      if (at(row + 1, column) >= at(row, column + 1)) row++;
      else column++;
    }
  }
  if (row < pattern.length || column < line.length) common.push('');
  return common
    .filter(
      (part, index) => part.length >= MIN_PART || index === 0 || (index === common.length - 1 && part === ''),
    )
    .map((part) => (part.length < MIN_PART ? '' : part));
}

/** How long the gaps of a line are; undefined for a line that has not all of the parts. */
export function matchGaps(parts: readonly string[], line: string): readonly number[] | undefined {
  const [first = '', ...others] = parts;
  if (!line.startsWith(first)) return undefined;
  const gaps: number[] = [];
  let at = first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const next = isLast ? line.length - part.length : line.indexOf(part, at);
    if (next < at || !line.startsWith(part, next)) return undefined;
    gaps.push(next - at);
    at = next + part.length;
  }
  return at === line.length ? gaps : undefined;
}

function lengthOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
