/*
 * Stands in the function's bundle for `xml-js`, with which `feed` writes XML: the half of it that reads XML is left out.
 */
export { default as js2xml } from '../node_modules/xml-js/lib/js2xml.js';
