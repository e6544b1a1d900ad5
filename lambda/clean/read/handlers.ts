import { readQuotation } from './handlers/blocks.ts';
import { readCaption } from './handlers/caption.ts';
import { readCode } from './handlers/code.ts';
import { dropControl, dropElement, ignore, readContainer } from './handlers/containers.ts';
import { readDefinitions } from './handlers/definitions.ts';
import { readDetails } from './handlers/details.ts';
import { readSvg } from './handlers/drawing.ts';
import { readEmbed } from './handlers/embed.ts';
import { readFigure } from './handlers/figure.ts';
import { readFormat } from './handlers/format.ts';
import { readImage, readInput } from './handlers/image.ts';
import { readBreak, readLine, readRule } from './handlers/lines.ts';
import { readLink } from './handlers/link.ts';
import { readOrderedList, readUnorderedList } from './handlers/list.ts';
import { readMath } from './handlers/math.ts';
import { readNoscript } from './handlers/noscript.ts';
import { readPre } from './handlers/pre.ts';
import { readRecording } from './handlers/recording.ts';
import { readRuby } from './handlers/ruby.ts';
import { readTable } from './handlers/table.ts';
import type { Handler } from './state.ts';

/** The handler of each element. Elements without one are read as if they had no tags. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    // Left out, with all that they hold:
    applet: dropElement,
    area: dropElement,
    base: dropElement,
    basefont: dropElement,
    bgsound: dropElement,
    col: dropElement,
    colgroup: dropElement,
    datalist: dropElement,
    frame: dropElement,
    frameset: dropElement,
    head: dropElement,
    link: dropElement,
    map: dropElement,
    marquee: dropElement,
    meta: dropElement,
    meter: dropElement,
    noembed: dropElement,
    noframes: dropElement,
    optgroup: dropElement,
    option: dropElement,
    param: dropElement,
    progress: dropElement,
    rp: ignore,
    script: dropElement,
    style: dropElement,
    template: dropElement,
    title: dropElement,
    track: dropElement,

    // Left out, unless they hold prose:
    button: dropControl,
    canvas: dropControl,
    select: dropControl,

    // Blocks without a meaning of their own:
    address: readContainer,
    article: readContainer,
    aside: readContainer,
    body: readContainer,
    caption: readContainer,
    center: readContainer,
    dd: readContainer,
    dialog: readContainer,
    dir: readContainer,
    div: readContainer,
    dt: readContainer,
    fieldset: readContainer,
    footer: readContainer,
    form: readContainer,
    header: readContainer,
    hgroup: readContainer,
    html: readContainer,
    legend: readContainer,
    li: readContainer,
    listing: readContainer,
    main: readContainer,
    nav: readContainer,
    plaintext: readContainer,
    rtc: readContainer,
    search: readContainer,
    section: readContainer,
    summary: readContainer,
    tbody: readContainer,
    td: readContainer,
    textarea: readContainer,
    tfoot: readContainer,
    th: readContainer,
    thead: readContainer,
    tr: readContainer,
    xmp: readContainer,

    // Formats within a line:
    abbr: readFormat('abbr'),
    acronym: readFormat('abbr'),
    b: readFormat('b'),
    bdi: readFormat('bdi'),
    // The validators of feeds do not know it; the direction stays.
    bdo: readFormat('bdi'),
    cite: readFormat('cite'),
    del: readFormat('del'),
    dfn: readFormat('dfn'),
    em: readFormat('em'),
    i: readFormat('i'),
    ins: readFormat('ins'),
    kbd: readFormat('kbd'),
    mark: readFormat('mark'),
    q: readFormat('q'),
    s: readFormat('s'),
    samp: readFormat('samp'),
    small: readFormat('small'),
    strike: readFormat('s'),
    strong: readFormat('strong'),
    sub: readFormat('sub'),
    sup: readFormat('sup'),
    time: readFormat('time'),
    tt: readFormat('code'),
    u: readFormat('u'),
    var: readFormat('var'),

    // Read each in its own way:
    a: readLink,
    audio: readRecording,
    blockquote: readQuotation,
    br: readBreak,
    code: readCode,
    details: readDetails,
    dl: readDefinitions,
    embed: readEmbed,
    figcaption: readCaption,
    figure: readFigure,
    h1: readLine,
    h2: readLine,
    h3: readLine,
    h4: readLine,
    h5: readLine,
    h6: readLine,
    hr: readRule,
    iframe: readEmbed,
    img: readImage,
    input: readInput,
    math: readMath,
    menu: readUnorderedList,
    noscript: readNoscript,
    object: readEmbed,
    ol: readOrderedList,
    p: readLine,
    pre: readPre,
    ruby: readRuby,
    svg: readSvg,
    table: readTable,
    ul: readUnorderedList,
    video: readRecording,
  } satisfies Readonly<Record<string, Handler>>),
);
