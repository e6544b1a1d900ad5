import { createRemoval } from '../removals.ts';
import { addEmbed } from './handlers/embed.ts';
import type { State } from './state.ts';

/** Reads a comment in which a source says something; any other goes. */
export function readComment(state: State, data: string): void {
  const reader = state.comments.find(({ pattern }) => pattern.test(data));
  if (reader === undefined) {
    state.removals.add({ ...createRemoval('comment', ''), note: data });
    return;
  }
  for (const embed of reader.read(decodeBraces(data))) addEmbed(state, embed);
}

/** Comments keep the braces of an upload as character references, which the parser decodes only elsewhere. */
function decodeBraces(data: string): string {
  return data.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
}
