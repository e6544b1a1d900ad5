import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { paragraph } from './result.ts';

/** The libraries that others are compared with, and that we are made of. */
const LIBRARIES = [
  'parse5',
  'cheerio',
  'gray-matter',
  'feed',
  'feedsmith',
  'dompurify',
  'jsdom',
  'sanitize-html',
  '@mozilla/readability',
  'defuddle',
  '@aws-sdk/client-s3',
  'esbuild',
] as const;

/** What the figures were taken on and with. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const { node, v8 } = process.versions;
  const versions = LIBRARIES.map((name) => `${name} ${versionOf(name)}`).join(', ');
  return paragraph(`Measured on ${availableParallelism()} processors (${model}), ${memory} GB of memory, ${type()},
    Node ${node} (V8 ${v8}), with ${versions}.`);
}

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', 'node_modules', name, 'package.json'), 'utf8'),
  );
  return version;
}
