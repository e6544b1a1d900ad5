/**
 * What is known of one source of articles: whose bodies it applies to, and what is in them. It is data, read from
 * `rules/<name>.yaml` when the site is built and checked there. Selectors are CSS.
 */
export interface SourceRule {
  /** The name of its file. */
  readonly name: string;
  /** Categories and authors of its articles; `新浪财经` covers `新浪财经－国內` as well. */
  readonly names?: readonly string[];
  /** Hosts of the originals and of their pictures. A host covers its subdomains. */
  readonly hosts?: readonly string[];
  /** Selectors of advertisements, QR codes and the like; their pictures are never the article's. */
  readonly promotion?: readonly string[];
  /** Selectors of what belongs to the page and not to the article: players' controls, buttons, bylines. */
  readonly furniture?: readonly string[];
  /** Selectors of elements whose tags go and whose content stays. */
  readonly unwrap?: readonly string[];
  /** What other elements stand for: an element's name by selector, as in `{ 'p.subtitle': 'h3' }`. */
  readonly rename?: Readonly<Record<string, string>>;
  /**
   * Whole paragraphs of promotion, lines between breaks, or items of lists that are not numbered, by their text, wherever
   * they stand: regular expressions, without regard to case.
   */
  readonly phrases?: readonly string[];
  /**
   * Headings of sections that are not the article's: regular expressions, without regard to case. Each goes with all that
   * stands below it, up to the next heading or rule; a line that is no heading goes with the links and pictures below it.
   */
  readonly sections?: readonly string[];
  /**
   * What addresses of links begin with, such as `somesite.example/app/`: a paragraph, list or line that is nothing but
   * links to such addresses goes, wherever it stands.
   */
  readonly links?: readonly string[];
}
