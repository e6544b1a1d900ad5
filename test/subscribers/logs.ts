import { gzipSync } from 'node:zlib';
import { LOG_FIELDS } from '../../lambda/subscribers/access-log.ts';

/** A request as a test tells it, as the client sent it. */
export interface Asked {
  readonly address?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number | string;
  readonly agent?: string;
}

/** As CloudFront writes a field: what is not plain is percent-encoded. */
export function encodeField(text: string): string {
  return text.replace(/[^!$&-;=?-Z_a-z]/gu, (character) => encodeURIComponent(character));
}

/** A log file as CloudFront writes it. */
export function logOf(
  requests: readonly Asked[],
  fields: readonly string[] = Object.values(LOG_FIELDS),
): string {
  const lines = requests.map((asked) => {
    const { address = '192.0.2.1', method = 'GET', path = '/rss.xml', status = 200, agent = '-' } = asked;
    const values: Readonly<Record<string, string>> = {
      [LOG_FIELDS.address]: address,
      [LOG_FIELDS.method]: method,
      [LOG_FIELDS.path]: encodeURI(path),
      [LOG_FIELDS.status]: String(status),
      [LOG_FIELDS.agent]: encodeField(agent),
    };
    return fields.map((field) => values[field] ?? '-').join('\t');
  });
  return `#Version: 1.0\n#Fields: ${fields.join(' ')}\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** The same as the file that is delivered. */
export function logFile(requests: readonly Asked[]): Uint8Array {
  return gzipSync(logOf(requests));
}

/** The name of a log file of an hour. */
export function logKey(day: string, hour: number, id = '0a1b2c3d'): string {
  const name = `E1EXAMPLE.${day}-${String(hour).padStart(2, '0')}.${id}.gz`;
  return `AWSLogs/123456789012/CloudFront/${name}`;
}

/** Bytes in pieces. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
