import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { LACKS_SLASH } from '../../lambda/model/lacks-slash.ts';
import { mediaPathHash } from '../../lambda/model/media.ts';
import { HOME_PATH, NOT_FOUND_PATH } from '../../lambda/model/paths.ts';
import { cacheControlOf, contentTypeOf } from '../../lambda/model/serving.ts';
import type { OpenedObject, Store } from '../../lambda/store/store.ts';
import { words } from '../../lib/words/spoken.ts';
import { describeError } from '../terminal/error-text.ts';
import { evaluateRequest } from './preconditions.ts';

/** A page that the server makes when it is asked for it. */
export type PageRenderer = (query: URLSearchParams) => Promise<string>;

/** What the server answers with, and to whom. */
export interface SiteAppOptions {
  readonly publicSite: Pick<Store, 'get' | 'read'>;
  /** Pages beside the public files, by their path without the leading slash. */
  readonly pages: ReadonlyMap<string, PageRenderer>;
  /** Whether a Host header names this server. */
  readonly isOwnHost: (header: string | undefined) => boolean;
}

/**
 * Answers requests for the public files as they stand at the moment, as the bucket behind its content delivery network
 * does: the bytes as they are, never compressed, the headers that they are stored with, conditional requests, ranges; an
 * address that ends with a slash is that of the folder's `index.html`, and that of a list without it leads there. One thing differs: scripts of other sites may not
 * read what is served here (no CORS headers), as it may not be meant for everyone yet.
 */
export function createSiteApp({ publicSite, pages, isOwnHost }: SiteAppOptions): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    console.error(describeError(error));
    return context.text(`${words.site.serverFailed}\n`, 500);
  });
  app.use(async (context, next) => {
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('X-Frame-Options', 'DENY');
    context.header('Referrer-Policy', 'no-referrer');
    if (isOwnHost(context.req.header('Host'))) return next();
    return context.text(`${words.site.unknownHost}\n`, 421);
  });
  app.get('*', async (context) => {
    const { pathname, searchParams } = new URL(context.req.url);
    if (LACKS_SLASH.test(pathname)) return context.redirect(`${pathname}/`, 301);
    const key = parsePath(pathname);
    const renderPage = key === undefined ? undefined : pages.get(key);
    if (renderPage !== undefined) {
      context.header('Cache-Control', 'no-store');
      return context.html(await renderPage(searchParams));
    }
    const hash = mediaPathHash(key ?? '');
    if (key !== undefined && hash !== undefined) {
      const file = await publicSite.read(key);
      if (file !== undefined) return answerWithFile(context, key, file);
    }
    const found = key === undefined ? undefined : await publicSite.get(key);
    if (key !== undefined && found !== undefined) return answerWith(context, key, found);
    const page = await publicSite.get(NOT_FOUND_PATH);
    if (page === undefined) return context.text(`${words.site.nothingHere}\n`, 404);
    return context.body(bytesOf(page.body), 404, headersOf(NOT_FOUND_PATH));
  });
  app.all('*', (context) => context.text(`${words.site.onlyReading}\n`, 405, { Allow: 'GET, HEAD' }));
  return app;
}

type Found = NonNullable<Awaited<ReturnType<Store['get']>>>;

function answerWith(context: Context, key: string, { body, modified }: Found): Response {
  // Equal bytes have the same tag at every start.
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const send = (start: number, end: number) => bytesOf(body.subarray(start, end));
  return answer(context, key, { etag, modified, size: body.length }, send);
}

/** A file that may be too large for memory; its address is a hash of its bytes. */
function answerWithFile(context: Context, key: string, { chunks, modified, size }: OpenedObject): Response {
  const send = (start: number, end: number) => streamOf(cut(chunks, start, end));
  return answer(context, key, { etag: `"${mediaPathHash(key)}"`, modified, size }, send);
}

function streamOf(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}

async function* cut(
  chunks: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let at = 0;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    if (piece.length > 0) yield bytesOf(piece);
    at += chunk.length;
    if (at >= end) return;
  }
}

/** What the answer to a request is about. */
interface Resource {
  readonly etag: string;
  readonly modified: number;
  readonly size: number;
}

function answer(
  context: Context,
  key: string,
  { etag, modified, size }: Resource,
  send: (start: number, end: number) => Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>,
): Response {
  context.header('ETag', etag);
  context.header('Last-Modified', new Date(modified).toUTCString());
  context.header('Cache-Control', cacheControlOf(key));
  context.header('Accept-Ranges', 'bytes');
  const verdict = evaluateRequest(context.req.raw, { etag, modified, size });
  switch (verdict.status) {
    case 200:
      return context.body(send(0, size), 200, { ...headersOf(key), 'Content-Length': `${size}` });
    case 206: {
      const { start, end } = verdict.range;
      return context.body(send(start, end), 206, {
        ...headersOf(key),
        'Content-Length': `${end - start}`,
        'Content-Range': `bytes ${start}-${end - 1}/${size}`,
      });
    }
    case 416:
      return context.body(null, 416, { 'Content-Range': `bytes */${size}` });
    default:
      return context.body(null, verdict.status);
  }
}

function headersOf(key: string): Record<string, string> {
  return { 'Content-Type': contentTypeOf(key), 'Cache-Control': cacheControlOf(key) };
}

/** A copy, since a buffer may be a view of memory that is shared with others. */
function bytesOf(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(body);
}

/** The key that a request's path asks for; undefined where no key can be meant. */
function parsePath(path: string): string | undefined {
  try {
    const named = decodeURIComponent(path).slice(1);
    const key = named === '' || named.endsWith('/') ? `${named}${HOME_PATH}` : named;
    return key.isWellFormed() && Buffer.byteLength(key) <= 1024 ? key : undefined;
  } catch {
    return undefined;
  }
}
