/** What a maintainer decides about the site: the `site` object in the context of `cdk.json`. */
export interface Site {
  readonly title: string;
  readonly description: string;
  /** Where the public files are served, without a trailing slash: `https://feeds.example.org`. */
  readonly baseUrl: string;
  /** A BCP 47 tag; also chooses the language of the pages' own words (Chinese or English). */
  readonly language: string;
  /** The IANA time zone of dates that are written without one. */
  readonly timeZone: string;
  /** How many of the newest items a feed holds. */
  readonly itemsPerFeed: number;
  /** What is known of single categories, by their exact name. */
  readonly categories: Readonly<Record<string, CategorySettings>>;
  /** Hosts whose pictures stand for "no picture". A host covers its subdomains. */
  readonly placeholderHosts: readonly string[];
  /** The WebSub hub that is told of changed feeds. */
  readonly hub?: string;
  /** A copyright line for the feeds. */
  readonly copyright?: string;
}

export interface CategorySettings {
  readonly title?: string;
  readonly description?: string;
}
