/** The part of the library that is used: whoever imports all of it when it is needed gets all of it into the bundle. */
export { compile } from 'css-select';
