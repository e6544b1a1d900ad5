/** The site's mark: a front page with its nameplate and columns, and a signal spreading from its corner. */
export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="8" fill="#1f3f8c"/>
<path fill="#fff" d="M11 11h42v9H11zM11 24h42v3H11zM38 33h15v5H38zM38 41h15v5H38zM38 49h15v5H38zM11 44a10 10 0 0 1 10 10H11z"/>
<path fill="none" stroke="#fff" stroke-width="5" d="M11 35.5A18.5 18.5 0 0 1 29.5 54"/>
</svg>
`;

/** The mark for feed readers, which show no SVG: a PNG of 144 × 144 pixels, the widest that RSS allows. */
export const ICON = Buffer.from(
  `
iVBORw0KGgoAAAANSUhEUgAAAJAAAACQBAMAAAAVaP+LAAAAGFBMVEUePo0fP4wfPowfP4z////DzOBYcKqTo8jZEZOpAAAAA3RSTlMC
wFhXuB44AAAB6klEQVRo3u2aYW7CMAyFO7gAjAswcQEgUA5A2h6gAw5QCgcIjOtvQLu5IZ1m50kMFP8jCp/sl/qllRxFl+j0lTD6w4jE
m/KIVxCHkF6UZ/Qq0MAXNAElpNQYk1CVEiChq0ojBGiKqexSW0dBYoiR6CxSFwMaY7Q+qz3AgCY4kAJFAAVQHfGOFUUraKtZkQZQAAVQ
AAXQ/UDhggygfwUKTfuIoHLFinVokQAKoGcBlZvTrn1r/Pfuv/jRpmgBLdjGtkaBdFKAQFobFCgxIJDWBQqUoEA6Q4F0jgLZMjFA++Oq
deNXi5ys+PitaeM9IRm/7j+26820kVKSktOPSkFKbmMr259vpkMe3AcnsNr3iiRzSMfTl4seSEdxmTdocSO3EFQ3Xu4NWti1SUG1SiIb
SeilNrfahOlHxBuu25dSY1tbcmdih8yt2uRWWzRrM3yH3FonfnBeAoxP0TqHGcMBnKCsoUomB32rdGMlXFDacCUPUNJYMHJQXduMHhv3
HZL2xZz+EN39Kf2vD6gSKb6lct9G6PlnPiBDzt8LlBNQAgAdvEFLsuIFSunK/UD7H/czdEXyDhm+aR8CNMBwgBMIIwxoGnUxoDFuAAU2
EgMb0sGNDcEGmWCjVYiUetjxM9xAHGxEDzc0iBhj/AT6qcqYBSWGJQAAAABJRU5ErkJggg==
`,
  'base64',
);
