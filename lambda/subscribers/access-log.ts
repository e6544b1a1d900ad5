import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** What the log of a content delivery network tells of a request. Nothing else is logged. */
export interface LoggedRequest {
  /** IPv4 or IPv6. */
  readonly address: string;
  readonly method: string;
  /** Percent-encoded, and without a query. */
  readonly path: string;
  readonly status: string;
  /** Percent-encoded; `-` where the client gave no name. */
  readonly agent: string;
}

/** The fields of a log that are read, by their names in CloudFront's logs. */
export const LOG_FIELDS = {
  address: 'c-ip',
  method: 'cs-method',
  path: 'cs-uri-stem',
  status: 'sc-status',
  agent: 'cs(User-Agent)',
} as const satisfies Record<keyof LoggedRequest, string>;

/** When the requests of a file were made, in UTC. */
export interface LoggedHour {
  /** `2026-11-25` */
  readonly day: string;
  /** 0 to 23. */
  readonly hour: number;
}

/** CloudFront takes no request of more than 32 KB, and no character of one is logged as more than nine. */
const MAX_LINE = 300_000;

/** The hour that the name of a log file says, such as `…/E1EXAMPLE.2026-11-25-08.0a1b2c3d.gz`; undefined for any other. */
export function hourOfFile(key: string): LoggedHour | undefined {
  const [, day, hour] = /\.(\d{4}-\d\d-\d\d)-(\d\d)\.[\w-]+(?:\.gz)?$/.exec(key) ?? [];
  return day === undefined || Number(hour) > 23 ? undefined : { day, hour: Number(hour) };
}

/**
 * Reads a log file in the format of the W3C, gzipped where its name says so: fields between tabs, in the order of the line
 * `#Fields`, or without one in that in which they were asked for. Lines that are too long or lack a field are left out.
 *
 * @throws when the log names its fields and one that is needed is not among them.
 */
export async function readAccessLog(
  { key, chunks }: { readonly key: string; readonly chunks: AsyncIterable<Uint8Array> },
  take: (request: LoggedRequest) => void,
): Promise<void> {
  let read = readerOf(key, Object.values(LOG_FIELDS));
  const takeAll = (bytes: AsyncIterable<Uint8Array>) =>
    takeLines(bytes, (line) => {
      if (line.startsWith('#Fields:')) read = readerOf(key, line.trim().split(/\s+/).slice(1));
      const request = line.startsWith('#') ? undefined : read(line);
      if (request !== undefined) take(request);
    });
  if (key.endsWith('.gz')) await pipeline(Readable.from(chunks), createGunzip(), takeAll);
  else await takeAll(chunks);
}

/**
 * A field as the client sent it. CloudFront encodes what a client sends, and the percent signs in it or not, depending on
 * the kind of the log; so what is encoded still is decoded once more. What cannot be decoded stays.
 */
export function decodeField(field: string): string {
  return decode(decode(field));
}

function decode(field: string): string {
  if (!field.includes('%')) return field;
  try {
    return decodeURIComponent(field);
  } catch {
    return field;
  }
}

/** Lines without their ends; of what is longer than any request nothing. */
async function takeLines(bytes: AsyncIterable<Uint8Array>, take: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!isTooLong && line.length <= MAX_LINE) take(line);
      isTooLong = false;
    }
    if (rest.length > MAX_LINE) {
      isTooLong = true;
      rest = '';
    }
  }
  if (rest !== '' && !isTooLong) take(rest);
}

/** Reads lines with fields of these names. */
function readerOf(key: string, names: readonly string[]): (line: string) => LoggedRequest | undefined {
  const placeOf = (name: string): number => {
    const place = names.indexOf(name);
    if (place < 0) throw new Error(`the log ${key} has no field ${name}`);
    return place;
  };
  const places = {
    address: placeOf(LOG_FIELDS.address),
    method: placeOf(LOG_FIELDS.method),
    path: placeOf(LOG_FIELDS.path),
    status: placeOf(LOG_FIELDS.status),
    agent: placeOf(LOG_FIELDS.agent),
  };
  const last = Math.max(...Object.values(places));
  return (line) => {
    const fields = line.split('\t', last + 1);
    if (fields.length <= last) return undefined;
    const at = (place: number): string => fields[place] ?? '';
    return {
      address: at(places.address),
      method: at(places.method),
      path: at(places.path),
      status: at(places.status),
      agent: at(places.agent),
    };
  };
}
