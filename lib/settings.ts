import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readObject, SiteError } from '../lambda/model/site.ts';
import { faultOfFile } from './file-faults.ts';
import { parseTags } from './tags.ts';
import { parseUploaders, type Uploader } from './uploader-settings.ts';

/** What is in the context of the app: `cdk.json` and what a command line adds by `-c`, there always as text. */
export type Context = Readonly<Record<string, unknown>>;

/** The stack of the only site, or of the first. */
export const STACK_NAME = 'FeedRepublisher';

/** Names in the context that are ours. */
const STACK_CONTEXT: readonly string[] = [
  ...['site', 'sites', 'alarmEmail', 'canary', 'subscriberCounts', 'budget', 'tags', 'buckets', 'uploaders'],
];

/** Leaves room for what CloudFormation adds to the names of resources. */
const MAX_NAME = 40;

/** All settings of the stack, those of the site as they were written. */
export interface Settings {
  /** Names and values are not checked; `rules` is an absolute path. */
  readonly site: Record<string, unknown>;
  /** Where alarms are sent to. */
  readonly alarmEmail: string | undefined;
  /** Names of what the command line alone says, so that a deployment without it would undo it. */
  readonly passing: readonly string[];
}

/**
 * The settings in the context of the app, over those of `cdk.json` in a project's folder: `-c` replaces single settings
 * of the site, as `-c site.NAME=…` or several at once as `-c 'site={…}'`, and leaves the others as they are.
 *
 * @throws SiteError for a wrong setting, an unknown name, or a file that cannot be read.
 */
export function readSettings(context: Context, project: string): Settings {
  const written = readContextFile(project);
  const known = new Set([...STACK_CONTEXT, ...Object.keys(written)]);
  // Names of CDK's own have colons, slashes or hyphens.
  const unknown = Object.keys(context).find((name) => /^[a-z]\w*$/i.test(name) && !known.has(name));
  if (unknown !== undefined)
    throw new SiteError(`${unknown} is no setting; these are: ${STACK_CONTEXT.join(', ')}`);
  return {
    site: readSiteSettings(context, project, written),
    alarmEmail: parseAlarmEmail(context.alarmEmail ?? written.alarmEmail),
    passing: Object.keys(context).filter(
      (name) =>
        (STACK_CONTEXT.includes(name) || name.startsWith('site.')) &&
        typeof context[name] === 'string' &&
        context[name] !== written[name],
    ),
  };
}

/**
 * The settings of the site alone, see `readSettings`, whatever is wrong with the others.
 *
 * @throws SiteError when `site` is neither an object nor the name of a file that holds one.
 */
export function readSiteSettings(
  context: Context,
  project: string,
  written: Context = readContextFile(project),
): Record<string, unknown> {
  // A command line says nothing but text, so that an object comes from a file.
  const base = typeof context.site === 'object' ? context.site : written.site;
  return { ...readSiteObject(base, project), ...readOverrides(context, project) };
}

/** What one stack is made of. */
export interface StackSettings {
  /** The name of the stack. */
  readonly name: string;
  /** How messages call its settings. */
  readonly title: string;
  /** Names and values are not checked; `rules` is an absolute path. */
  readonly site: Record<string, unknown>;
  readonly alarmEmail: string | undefined;
  readonly canary: boolean;
  /** Not checked, as it depends on the part of AWS and on the site. */
  readonly subscriberCounts: unknown;
  /** Not checked, as it depends on the part of AWS. */
  readonly budget: unknown;
  readonly tags: Readonly<Record<string, string>>;
  readonly buckets: BucketNames;
  readonly uploaders: readonly Uploader[];
}

/** The names of buckets that are there already, and that a new stack takes over. */
export type BucketNames = Readonly<Partial<Record<(typeof BUCKETS)[number], string>>>;

const BUCKETS = ['articles', 'state', 'public'] as const;

/**
 * The stacks that the context asks for: `FeedRepublisher` for `site`, and one more for each site that `sites` names. Such a
 * site has the settings of `site` where it has none of its own, but for its address. Without `site` there are only these.
 *
 * @throws SiteError for a wrong setting, or a file that cannot be read.
 */
export function readStacks(context: Context, project: string): readonly StackSettings[] {
  const { site, alarmEmail } = readSettings(context, project);
  // Two sites cannot have one address.
  const { cdn: _cdn, baseUrl: _baseUrl, ...shared } = site;
  const sites = readObject(context.sites ?? {});
  if (!isObject(sites)) throw new SiteError('sites must be an object that holds a site under each name');
  const sharedTags = parseTags(context.tags);
  const others = Object.entries(sites).map(([name, value]): StackSettings => {
    if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/i.test(name) || name.length > MAX_NAME)
      throw new SiteError(`sites: "${name}" must be letters, digits and hyphens, as part of a stack's name`);
    const {
      alarmEmail: own,
      canary,
      subscriberCounts,
      budget,
      tags,
      buckets,
      uploaders,
      ...settings
    } = readSiteObject(value, project);
    return {
      name: `${STACK_NAME}-${name}`,
      title: `sites.${name}`,
      site: { ...shared, ...settings },
      alarmEmail: parseAlarmEmail(own ?? alarmEmail),
      canary: parseCanary(canary),
      subscriberCounts,
      budget,
      tags: { ...sharedTags, ...parseTags(tags) },
      buckets: parseBuckets(buckets),
      uploaders: parseUploaders(uploaders),
    };
  });
  const isAlone = context.site === undefined && others.length > 0;
  if (isAlone) return others;
  const buckets = parseBuckets(context.buckets);
  const uploaders = parseUploaders(context.uploaders);
  const { budget, subscriberCounts } = context;
  const first = {
    name: STACK_NAME,
    title: 'site',
    site,
    alarmEmail,
    canary: parseCanary(context.canary),
    subscriberCounts,
    budget,
    tags: sharedTags,
    buckets,
    uploaders,
  };
  return [first, ...others];
}

/**
 * The settings of the site that `cdk.json` in a project's folder holds, or the file that it names as `context.site`.
 *
 * @throws SiteError when a file cannot be read.
 */
export function readSiteOf(project: string): Record<string, unknown> {
  return readSiteObject(readContextFile(project).site, project);
}

/**
 * The settings of the site that a command line gives: the object (or file) `site`, and over it each `site.NAME`.
 *
 * @throws SiteError when `site` is neither an object nor the name of a file that holds one.
 */
export function readOverrides(context: Context, project: string): Record<string, unknown> {
  const overrides = typeof context.site === 'string' ? readSiteObject(context.site, project) : {};
  for (const [name, value] of Object.entries(context)) {
    if (name.startsWith('site.')) overrides[name.slice('site.'.length)] = value;
  }
  return resolveRules(overrides, project);
}

function readContextFile(project: string): Context {
  const { context } = readSettingsFile(join(project, 'cdk.json'));
  return isObject(context) ? context : {};
}

/** An object, the JSON text of one, or the name of a file beside `cdk.json` that holds one. */
function readSiteObject(value: unknown, project: string): Record<string, unknown> {
  const site = readObject(value ?? {});
  if (isObject(site)) return resolveRules(site, project);
  if (typeof site === 'string' && /\.(?:json|ya?ml)$/i.test(site)) {
    const file = resolve(project, site);
    return resolveRules(readSettingsFile(file), dirname(file));
  }
  throw new SiteError(
    `site must be an object of settings or the name of a .json or .yaml file that holds them, not ${JSON.stringify(site)}`,
  );
}

/** Settings of the site whose folder of rules is named from anywhere: it was from the folder where they are written. */
export function resolveRules(site: Context, folder: string): Record<string, unknown> {
  const { rules, ...others } = site;
  if (rules === undefined) return others;
  return { ...others, rules: typeof rules === 'string' && rules !== '' ? resolve(folder, rules) : rules };
}

/**
 * The object in a file of JSON or YAML; an empty file holds an empty one.
 *
 * @throws SiteError when there is none.
 */
export function readSettingsFile(file: string): Context {
  let fault: string;
  try {
    const text = readFileSync(file, 'utf8');
    const value: unknown = /\.json$/i.test(file) ? JSON.parse(text) : (parse(text) ?? {});
    if (isObject(value)) return value;
    fault = faultOfNoObject(file, value);
  } catch (error) {
    throw new SiteError(`${file} cannot be read: ${faultOfFile(error)}`, { cause: error });
  }
  throw new SiteError(fault);
}

/** What a file that holds something else than settings should hold, as people write it. */
function faultOfNoObject(file: string, value: unknown): string {
  if (/\.json$/i.test(file)) return `${file} must hold an object`;
  return Array.isArray(value)
    ? `${file} holds a list; take away the "-" before its lines, which are to be such as "title: My site"`
    : `${file} must hold lines such as "title: My site": the name of a setting, a colon, a space and its value`;
}

function parseBuckets(value: unknown): BucketNames {
  const names = readObject(value ?? {});
  if (!isObject(names) || Object.keys(names).some((name) => !BUCKETS.some((known) => known === name)))
    throw new SiteError(`buckets must be an object with some of: ${BUCKETS.join(', ')}`);
  for (const [name, bucket] of Object.entries(names)) {
    if (typeof bucket !== 'string' || !/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket))
      throw new SiteError(`buckets.${name} must be the name of a bucket, not ${JSON.stringify(bucket)}`);
  }
  return names;
}

function parseCanary(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw new SiteError(`canary must be true or false, not ${JSON.stringify(value)}`);
}

function parseAlarmEmail(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(value)) return value;
  throw new SiteError(
    `alarmEmail must be an address such as "you@example.org", not ${JSON.stringify(value)}`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
