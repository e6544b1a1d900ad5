/** The half of the library that reads: whoever imports all of it when it is needed gets all of it into the bundle. */
export { parse as readToml } from 'smol-toml';
