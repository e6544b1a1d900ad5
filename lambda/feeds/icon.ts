/** Where the picture of the feeds stands: a PNG, as feed readers show no SVG. */
export const ICON_PATH = 'icon.png';
