import type { Measurements } from '../parse/measure.ts';
import { findAll, isElement, type SourceElement } from '../parse/tree.ts';
import { Contents } from './contents.ts';

/** Elements that a form is put into. */
const BOXES: ReadonlySet<string> = new Set('dl div fieldset form section table ul'.split(' '));

/** How far above a field its form is looked for. */
const HIGHEST = 12;

/** What a form says beside its fields: labels, and what is not answered for. */
const LONGEST_FORM = 400;

/** Types of fields that nobody types anything into. */
const PRESSED = /^(?:button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/i;

/** Finds the forms of a body: fields to type into and what sends them, with their labels. */
export class Forms {
  readonly #measurements: Measurements;
  readonly #articleText: () => number;
  readonly #judged = new Map<SourceElement, boolean>();

  constructor(measurements: Measurements, articleText: () => number) {
    this.#measurements = measurements;
    this.#articleText = articleText;
  }

  /** The form that an element is a field of; undefined where it is none, or nothing can be sent. */
  of(element: SourceElement): SourceElement | undefined {
    if (!isField(element)) return undefined;
    let box = element.parent;
    for (let height = 0; height < HIGHEST && box !== null && isElement(box); height++) {
      if (BOXES.has(box.name) && this.#isForm(box)) return box;
      box = box.parent;
    }
    return undefined;
  }

  #isForm(box: SourceElement): boolean {
    const known = this.#judged.get(box);
    if (known !== undefined) return known;
    const { text } = this.#measurements.of(box);
    const isForm =
      text <= LONGEST_FORM &&
      text * 2 < this.#articleText() &&
      holdsFields(box) &&
      !holdsProse(new Contents(box, this.#measurements));
    this.#judged.set(box, isForm);
    return isForm;
  }
}

/** Words of which a sentence has one that a form says to those who fill it in. */
const TO_READER =
  /\b(?:you|your|we|us|our|please|fields?|newsletters?|subscribe|sign up|e-?mail|required)\b/i;

/** Whether more stands in a box than what fields are called: a sentence to its full stop, a figure, or a work. */
function holdsProse(contents: Contents): boolean {
  const { words } = contents;
  return (
    /[^。！？]{24}。/.test(words) ||
    sentencesIn(words).some((sentence) => !TO_READER.test(sentence)) ||
    contents.holdsWork ||
    findAll(contents.element, ({ name }) => name === 'figure').length > 0
  );
}

/** Each English sentence of fifty letters and more, from its capital to before its full stop. */
function sentencesIn(words: string): readonly string[] {
  return words
    .split(/[.!?]/)
    .slice(0, -1)
    .map((sentence) => sentence.replace(/^[^A-Z]+/, ''))
    .filter(({ length }) => length > 50);
}

function holdsFields(box: SourceElement): boolean {
  const controls = findAll(box, ({ name }) => /^(?:button|input|textarea)$/.test(name));
  const fields = controls.filter(isField);
  const isToBeSent = controls.some(
    ({ name, attribs: { type = '' } }) =>
      name === 'button' || (name === 'input' && /^(?:submit|image)$/i.test(type)),
  );
  const isOfPerson = fields.some(
    ({ name, attribs: { type = '' } }) => name === 'textarea' || type.toLowerCase() === 'email',
  );
  return isToBeSent && (isOfPerson || fields.length > 1);
}

function isField({ name, attribs: { type = '' } }: SourceElement): boolean {
  return name === 'textarea' || (name === 'input' && !PRESSED.test(type));
}
