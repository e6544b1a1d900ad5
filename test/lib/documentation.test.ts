import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  FAVICON_PATH,
  HOME_PATH,
  ICON_PATH,
  OPML_PATH,
  ROBOTS_PATH,
  SITEMAP_PATH,
  STYLE_PATH,
} from '../../lambda/model/paths.ts';
import { contentTypeOf } from '../../lambda/model/serving.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { parseBudget } from '../../lib/budget.ts';
import { parseDelivery } from '../../lib/delivery.ts';
import { readSettings, readStacks } from '../../lib/settings.ts';
import { parseTags } from '../../lib/tags.ts';
import { parseUploaders } from '../../lib/uploader-settings.ts';
import { readFences } from '../support/fences.ts';
import { temporaryFolder } from '../support/folders.ts';
import { synthesize } from './synthesize.ts';

const PAGE = readFileSync(new URL('../../docs/aws.md', import.meta.url), 'utf8');
const FENCES = readFences('aws.md');

/** What CloudFront compresses, as far as it is any type of ours or like one (its documentation, November 2026). */
const COMPRESSED = [
  'application/json',
  'application/rss+xml',
  'application/xhtml+xml',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
];

/** The code of the one fence that begins like this. */
function fenceWith(piece: string): string {
  const found = FENCES.filter(({ code }) => code.includes(piece));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? '';
}

describe('docs/aws.md', () => {
  it('has nothing fenced but commands, which the deployment into moto tries, and JSON', () => {
    expect(new Set(FENCES.map(({ language }) => language))).toEqual(new Set(['sh', 'json']));
    expect(FENCES).toHaveLength(PAGE.match(/^```\w/gm)?.length ?? 0);
  });

  it('shows settings that are accepted', () => {
    const project = temporaryFolder();
    writeFileSync(join(project, 'cdk.json'), `{${fenceWith('"alarmEmail"')}}`);
    const { context } = JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8'));
    const { site, alarmEmail, passing } = readSettings(context, project);
    expect(parseSite(site).title).toBe('My feeds');
    expect(parseDelivery(site.cdn)).toEqual({});
    expect({ alarmEmail, passing }).toEqual({ alarmEmail: 'you@example.org', passing: [] });
  });

  it('shows several sites that are accepted, and names their stacks', () => {
    const project = temporaryFolder();
    writeFileSync(join(project, 'cdk.json'), `{${fenceWith('"sites"')}}`);
    writeFileSync(join(project, 'sports.yaml'), 'title: Sports\n');
    const { context } = JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8'));
    const stacks = readStacks(context, project);
    expect(stacks.map(({ site }) => parseSite(site).title)).toEqual([
      'My feeds',
      'My feeds (test)',
      'Sports',
    ]);
    for (const { name } of stacks) expect(PAGE).toContain(`\`${name}\``);
  });

  it('shows a network with a zone that is accepted, and names the stack of its certificate', () => {
    const [, shown = ''] = /`"cdn": (\{.*?"hostedZoneId".*?\})`/.exec(PAGE) ?? [];
    expect(parseDelivery(JSON.parse(shown))).toMatchObject({ domain: { zone: expect.any(String) } });
    expect(PAGE).toContain('`FeedRepublisher-Certificate`');
  });

  it('shows uploaders that are accepted, and names their outputs', () => {
    const { uploaders } = JSON.parse(`{${fenceWith('"uploaders"')}}`);
    const template = synthesize({ uploaders: parseUploaders(uploaders) });
    const named = [...PAGE.matchAll(/`(Uploader\w+)`/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(Object.keys(template.toJSON().Outputs)).toEqual(expect.arrayContaining(named));
  });

  it('shows a budget and tags that are accepted', () => {
    const { budget, tags } = JSON.parse(`{${fenceWith('"budget"')}}`);
    expect(parseBudget(budget)).toEqual({ monthly: 20, ofStack: true });
    expect(parseTags(tags)).toEqual(tags);
  });

  it('shows names of buckets that are accepted', () => {
    const context = JSON.parse(`{${fenceWith('"buckets"')}}`.replaceAll('…', ''));
    const project = temporaryFolder();
    writeFileSync(join(project, 'cdk.json'), JSON.stringify({ context }).replaceAll('-"', '"'));
    const { context: written } = JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8'));
    expect(Object.keys(readStacks(written, project)[0]?.buckets ?? {})).toHaveLength(3);
  });

  it('shows a network that is accepted in China', () => {
    const { cdn } = JSON.parse(`{${fenceWith('"iamCertificateId"')}}`);
    expect(parseDelivery(cdn, 'aws-cn')).toMatchObject({ domain: { name: cdn.domainName } });
  });

  it('shows the command of the output ReprocessCommand', () => {
    const [, parts] = synthesize().toJSON().Outputs.ReprocessCommand.Value['Fn::Join'];
    const output = parts
      .map((part: unknown) => (typeof part === 'string' ? part : 'SWEEP_FUNCTION'))
      .join('');
    const shown = fenceWith('"sweep"')
      .replace(/ *#.*/, '')
      .replace(/ \\\n */, ' ')
      .trim();
    expect(shown.replace('"changed"', '"all"')).toBe(output);
  });

  it('says which of our media types CloudFront compresses', () => {
    const paths = [HOME_PATH, OPML_PATH, SITEMAP_PATH, STYLE_PATH, FAVICON_PATH, ICON_PATH, ROBOTS_PATH];
    const types = [...paths, 'rss.xml', 'atom.xml', 'feed.json'].map(
      (path) => contentTypeOf(path).split(';')[0] ?? '',
    );
    const [, yes = '', no = ''] =
      /of\s+ours,([^;]*?)\sare\s\(as\sof[^)]*\),\sand([^;.]*?)\sare\snot\./.exec(PAGE) ?? [];
    const named = (text: string) =>
      (text.match(/`\w+\/[\w+-]+`/g) ?? []).map((type) => type.slice(1, -1)).sort();
    const texts = [...new Set(types)].filter((type) => type !== 'image/png').sort();
    expect(named(yes)).toEqual(texts.filter((type) => COMPRESSED.includes(type)));
    expect(named(no)).toEqual(texts.filter((type) => !COMPRESSED.includes(type)));
  });
});
