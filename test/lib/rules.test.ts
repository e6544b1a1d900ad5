import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseRule, RuleError } from '../../lib/rule-file.ts';
import { readRules } from '../../lib/rules.ts';
import { temporaryFolder } from '../support/folders.ts';

describe('a rule', () => {
  const parse = (text: string) => parseRule('somesite', text, 'somesite.yaml');

  it('is what its file says, all of it text', () => {
    const text = `# 某站\nnames: [某站, 2345]\nhosts: [somesite.example]\npromotion: ['#a', .b > p + p]
furniture: ['div:not(.x):first-child']\nunwrap: ['a[href*="/k/"]']\nrename: { p.subtitle: h3 }\nphrases: ['^\\d+人$']\nsections: [^推荐$]\nlinks: [app.example/open?id=]\n`;
    expect(parse(text)).toEqual({
      name: 'somesite',
      names: ['某站', '2345'],
      hosts: ['somesite.example'],
      promotion: ['#a', '.b > p + p'],
      furniture: ['div:not(.x):first-child'],
      unwrap: ['a[href*="/k/"]'],
      rename: { 'p.subtitle': 'h3' },
      phrases: ['^\\d+人$'],
      sections: ['^推荐$'],
      links: ['app.example/open?id='],
    });
  });

  it('may have members that nothing but comments follows', () => {
    expect(parse("names: [某站]\nphrases:\n  #- '^广告$'\nlinks:\n")).toEqual({
      name: 'somesite',
      names: ['某站'],
    });
    expect(() => parse('names: [某站]\npromo:\n')).toThrow('promo is no member of a rule');
  });

  it.each([
    ['names: [某站\n', /^somesite\.yaml:2: /],
    ['', /^somesite\.yaml:1: a rule has members/],
    ['promotion: [.a]\n', /^somesite\.yaml:1: names or hosts must say/],
    ['names: 某站\n', 'somesite.yaml:1: names must be a list'],
    ["names:\n  - 某站\n  - ''\n", 'somesite.yaml:3: names "": is empty'],
    ['hosts: [www.a.example]\n', 'hosts "www.a.example": must be a host without "www."'],
    ['hosts: ["a.example/b"]\n', 'hosts "a.example/b": must be a host'],
    [
      'names: [某站]\npromo: [.a]\n',
      'somesite.yaml:2: promo is no member of a rule; these are: names, hosts',
    ],
    [
      'names: [某站]\nrename: { p.a: "h 3" }\n',
      'somesite.yaml:2: rename "h 3": must be the name of an element',
    ],
    [
      'names: [某站]\nrename: { p.a: script }\n',
      'somesite.yaml:2: rename "script": must be the name of an element that shows its text',
    ],
  ])('that is %j is refused with its line', (text, message) => {
    expect(() => parse(text)).toThrow(RuleError);
    expect(() => parse(text)).toThrow(message);
  });

  it('says everything that is wrong with it at once', () => {
    expect(() => parse('names: [某站]\nfurniture: [">"]\nphrases: [a]\n')).toThrow(
      /^somesite\.yaml:2: .*\nsomesite\.yaml:3: .*$/,
    );
  });

  it.each([
    ['p[[', /no selector/],
    ['div..x', '".x" is no name of a class'],
    ['1', '"1" is no name of an element'],
    ['> p', 'begins or ends with a combinator'],
    ['h2 ~ p', '"~" is refused'],
    ['.a:nth-child(2)', '":nth-child" is refused'],
    ['p:last-child', '":last-child" is refused'],
    ['p:not(:has(b))', '":has" is refused'],
    ['p:contains("x")', '":contains" is refused'],
    ['p::before', '"pseudo-element" is refused'],
  ])('has no selector such as %s, that is wrong or could be slow', (selector, message) => {
    const rule = `names: [某站]\nfurniture:\n  - ${JSON.stringify(selector)}\n`;
    expect(() => parse(rule)).toThrow(`somesite.yaml:3: furniture ${JSON.stringify(selector)}: `);
    expect(() => parse(rule)).toThrow(message);
  });

  it.each([
    ['^([', 'no regular expression'],
    ['广告', 'begins with "^"'],
    ['^a|b', 'alternatives stand in a group'],
    ['^(?:a|b)+$', 'a group cannot be repeated'],
    ['^(a){2}$', 'a group cannot be repeated'],
    ['^(a)\\1$', 'cannot refer back'],
    ['^.*a.+b.{2,}$', 'more than 2 repetitions'],
    ['^.*a.+b.{0,400}$', 'more than 2 repetitions'],
    [`^${'.{0,80}a'.repeat(6)}$`, 'take too long'],
    [`^${'[^b]{0,80}\\S{1,80}a'.repeat(3)}$`, 'take too long'],
  ])('has no phrase such as %s, that is wrong or could be slow', (phrase, message) => {
    const rule = `names: [某站]\nphrases: [${JSON.stringify(phrase)}]\n`;
    expect(() => parse(rule)).toThrow(message);
  });

  it.each([
    ['https://a.example/b', 'is written without "https://" and "www."'],
    ['www.a.example/b', 'is written without "https://" and "www."'],
    ['a.example', 'must begin with a host and "/"'],
    ['localhost/b', 'must begin with a host and "/"'],
    ['A.example/b', 'must begin with a host and "/"'],
  ])('has no link such as %s, that no address begins with', (link, message) => {
    expect(() => parse(`names: [某站]\nlinks: ['${link}']\n`)).toThrow(
      `somesite.yaml:2: links "${link}": ${message}`,
    );
  });

  it.each([
    '^[+*(){}|]+[)]+$',
    '^\\(a\\)\\+\\|\\p{L}{1,9}$',
    '^(?:甲|乙)?.{1,40}$',
    `^${'[0-9]{1,30}a'.repeat(9)}$`,
  ])('may have a phrase such as %s', (phrase) => {
    expect(parse(`names: [某站]\nphrases: ['${phrase}']\n`).phrases).toEqual([phrase]);
  });
});

describe('rules in folders', () => {
  let folder: string;
  let own: string;
  beforeEach(() => {
    [folder, own] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(folder, 'b.yaml'), 'names: [乙]\n');
    writeFileSync(join(folder, 'a.yaml'), 'names: [甲]\n');
    writeFileSync(join(folder, 'README.md'), '# 规则');
  });

  it("are named by their files, and one's own takes the place of the one of that name", () => {
    writeFileSync(join(own, 'b.yml'), 'names: [丙]\n');
    writeFileSync(join(own, 'c.yaml'), 'names: [丁]\n');
    expect(readRules(folder)).toEqual([
      { name: 'a', names: ['甲'] },
      { name: 'b', names: ['乙'] },
    ]);
    expect(readRules(folder, own)).toEqual([
      { name: 'a', names: ['甲'] },
      { name: 'b', names: ['丙'] },
      { name: 'c', names: ['丁'] },
    ]);
  });

  it('are all looked at before the first fault is reported, and so is a missing folder', () => {
    writeFileSync(join(own, 'x.yaml'), 'names: 甲\n');
    writeFileSync(join(own, 'y.yaml'), 'names: 甲\n');
    expect(() => readRules(folder, own)).toThrow(/x\.yaml:1: .*\n.*y\.yaml:1: /);
    expect(() => readRules(folder, join(own, 'none'))).toThrow(/none cannot be read/);
  });
});
