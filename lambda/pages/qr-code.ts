import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** Light modules around the code, by which scanners find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A text as a QR code: one path that a pen of a module's width draws row by row. */
export function renderQrCode(text: string, label: string): Html {
  const { size, data } = encode(text, { ecc: 'L', border: QUIET_ZONE });
  const rows = data.map((row, at) => drawRow(row, at)).join('');
  return html`<svg class="qr-code" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}"><path d="${rows}"/></svg>`;
}

function drawRow(row: readonly boolean[], at: number): string {
  let path = '';
  let gap = 0;
  for (let start = 0; start < row.length; ) {
    const isDark = row[start] === true;
    const next = row.indexOf(!isDark, start);
    const end = next === -1 ? row.length : next;
    if (!isDark) gap = end - start;
    else path += `${path === '' ? `M${start} ${at}.5` : `m${gap} 0`}h${end - start}`;
    start = end;
  }
  return path;
}
