import type { Source } from './source.ts';

/** 知乎 (zhihu.com): answers and columns, dated below. */
export const zhihu: Source = {
  name: 'zhihu',
  names: ['知乎'],
  hosts: ['zhihu.com'],
  furniture: ['.ContentItem-time', '.ContentItem-actions', '.RichContent-actions'],
  phrases: [/^(?:发布|编辑|修改)于\s*\d{4}-\d{1,2}-\d{1,2}(?:\s*\d{1,2}:\d{2})?(?:\s*[・·]\s*\S.{0,19})?$/],
};
