/*
 * Stands in the function's bundle for what libraries bring along and the function never runs: `cheerio` and `xml-js`
 * come with parsers, but it gives them trees that are parsed; `gray-matter` comes with another parser of YAML than ours;
 * `markdown-it` finds addresses that are no links, when asked to; the AWS SDK tells browsers apart, reads streams of
 * events, and finds credentials in seven places, but Lambda puts them into the environment. Together that would be a
 * fifth of the bundle.
 */

/** In place of `htmlparser2`: the types of nodes, as the libraries around it name them, and no parser. */
export const ElementType = {
  Root: 'root',
  Text: 'text',
  Directive: 'directive',
  Comment: 'comment',
  Script: 'script',
  Style: 'style',
  Tag: 'tag',
  CDATA: 'cdata',
  Doctype: 'doctype',
} as const;

export function parseDocument(): never {
  throw new Error('left out of the bundle: the parser of cheerio/slim');
}

/** In place of the finder of addresses that every renderer of Markdown makes, and only some ask. */
export class LinkifyIt {}

/** In place of `@aws-sdk/credential-provider-node`, whose provider is made even where none is needed. */
export function defaultProvider(): () => never {
  return () => {
    throw new Error('left out of the bundle: credentials from elsewhere than the environment');
  };
}

/** In place of `@smithy/core/event-streams`, which clients of S3 set up for one operation that is not ours. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

export function eventStreamSerdeProvider(): never {
  throw new Error('left out of the bundle: streams of events');
}

/** In place of `js-yaml`, which gray-matter binds at its start and gets another engine for. */
export function safeLoad(): never {
  throw new Error('left out of the bundle: the YAML of gray-matter');
}

export { safeLoad as safeDump };

/** In place of `bowser`. */
export default undefined;
