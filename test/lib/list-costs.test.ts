import { describe, expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { describeListCosts } from '../../lib/list-costs.ts';

describe('what is said of the cost of lists of tags and authors', () => {
  it('is nothing where there are none', () => {
    expect(describeListCosts(parseSite())).toEqual([]);
  });

  it('names the setting, the requests and what a million articles cost', () => {
    const [line, ...others] = describeListCosts(parseSite({ tagFeeds: ['AI'] }));
    expect(line).toMatch(
      /^site\.tagFeeds: .*12 requests \(7 of them PUT or LIST\).*\(up to 50\).* \$37 to \$57\.$/,
    );
    expect(others).toEqual([]);
  });

  it('tells those of lists without feeds apart', () => {
    const [, line] = describeListCosts(parseSite({ authorFeeds: 3 }));
    expect(line).toMatch(/fewer than 3 articles: 9 requests \(4\), and up to 2 GETs\..* \$22 to \$23\.$/);
  });
});
