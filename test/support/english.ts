/** What is a name in every language: products, formats, commands, options, files, addresses, examples. */
const NAMES =
  /https?:\/\/\S+|--?[a-z]+(?:-[a-z]+)*(?: [A-Z]+)?|(?:npm run|npm start|npx feed-republisher|npm test|republisher|aws) ?[\w-]*|[\w./-]*\.(?:md|ya?ml|json|html?|mhtml|txt|markdown|example)\b|(?:articles|rules|public|state|OUT|DIR)\/\w*|front matter|title: …|link:|site\.title=\S+|rules: rules|@?\w+@\w+|\$[A-Z]+|Ctrl-C/g;

/** Words of Latin letters in a row that are no names: a sentence that nobody has translated. */
export function englishIn(text: string): readonly string[] {
  return text.replace(NAMES, '·').match(/[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+/g) ?? [];
}
