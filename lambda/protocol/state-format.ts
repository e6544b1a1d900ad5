import * as v from 'valibot';
import { CorruptStateError, NewerStateError } from './errors.ts';

const formatted = v.object({ format: v.number() });

/** What a kind of state object looks like. */
export interface StateFormat<Schema extends v.GenericSchema> {
  /** What it is, to follow "is not": `a record`. */
  readonly name: string;
  /** The newest format that this version reads. */
  readonly newest: number;
  readonly schema: Schema;
}

/**
 * Reads an object of the state bucket. It is checked and not copied: members that only a newer version knows stay.
 *
 * @throws CorruptStateError @throws NewerStateError
 */
export function parseState<Schema extends v.GenericSchema>(
  key: string,
  body: Uint8Array,
  { name, newest, schema }: StateFormat<Schema>,
): v.InferInput<Schema> {
  const value = parseJson(key, body);
  if (!v.is(formatted, value)) {
    throw new CorruptStateError(key, 'has no format version');
  }
  if (value.format > newest) throw new NewerStateError(key, value.format);
  if (v.is(schema, value)) return value;
  const [issue] = v.safeParse(schema, value, { abortEarly: true }).issues ?? [];
  const where = issue && v.getDotPath(issue);
  throw new CorruptStateError(key, `is not ${name}${where === null ? '' : ` (see its ${where})`}`);
}

function parseJson(key: string, body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new CorruptStateError(key, 'is not JSON', { cause });
  }
}
