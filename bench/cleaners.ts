/** A body and its title, as the cleaners get them. */
export interface Body {
  readonly html: string;
  readonly title: string;
  /** The address of the original. */
  readonly link?: string | undefined;
}

export type Clean = (body: Body) => unknown;

/** Where articles that name no address of their own would stand. */
const ADDRESS = 'https://site.example/articles/1.html';

/** Other cleaners, each as its documentation has it for servers; their libraries are loaded when one is asked for. */
export const OTHERS = {
  /** Reads HTML by rules of its own (htmlparser2), not as browsers do. */
  'sanitize-html': async (): Promise<Clean> => {
    const { default: sanitize } = await import('sanitize-html');
    const allowedTags = [...sanitize.defaults.allowedTags, 'img', 'del', 'ins', 'details'];
    return ({ html }) => sanitize(html, { allowedTags });
  },

  'DOMPurify on jsdom, one window for all': async (): Promise<Clean> => {
    const { createDOMPurify, JSDOM } = await loadDOMPurify();
    const purifier = createDOMPurify(new JSDOM('').window);
    return ({ html }) => purifier.sanitize(html);
  },

  /** So that no article can reach another. */
  'DOMPurify on jsdom, a window for each': async (): Promise<Clean> => {
    const { createDOMPurify, JSDOM } = await loadDOMPurify();
    return ({ html }) => {
      const { window } = new JSDOM('');
      const clean = createDOMPurify(window).sanitize(html);
      window.close();
      return clean;
    };
  },

  'Defuddle (linkedom)': async (): Promise<Clean> => {
    const { Defuddle } = await import('defuddle/node');
    return async (body) => (await Defuddle(pageOf(body), body.link ?? ADDRESS)).content;
  },

  /** Changes its document, so that each article has its own. */
  'Readability on jsdom': async (): Promise<Clean> => {
    const [{ Readability }, { JSDOM, VirtualConsole }] = await Promise.all([
      import('@mozilla/readability'),
      import('jsdom'),
    ]);
    // Without one, jsdom tells the terminal of every style sheet that it cannot read.
    const virtualConsole = new VirtualConsole();
    return (body) => {
      const dom = new JSDOM(pageOf(body), { url: body.link ?? ADDRESS, virtualConsole });
      const content = new Readability(dom.window.document).parse()?.content ?? '';
      dom.window.close();
      return content;
    };
  },
} as const;

async function loadDOMPurify() {
  const [{ default: createDOMPurify }, { JSDOM }] = await Promise.all([import('dompurify'), import('jsdom')]);
  return { createDOMPurify, JSDOM };
}

/** A page around a body, for those who look for articles in pages. */
function pageOf({ title, html }: Body): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${html}</article></body></html>`;
}
